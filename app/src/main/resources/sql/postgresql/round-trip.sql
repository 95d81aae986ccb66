-- Does it answer at all?
-- Since 14.
select 1
