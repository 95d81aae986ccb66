-- Does it replay or take writes, and how long has it been up (seconds)?
-- Since 14.
select pg_is_in_recovery() as standby,
       extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float8 as up
