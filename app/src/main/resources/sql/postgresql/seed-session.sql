-- With which time zone are times read that name none?
-- Since 14. UTC on every machine, or two of them would overwrite each other's rows for ever.
select set_config('TimeZone', 'UTC', false) as zone
