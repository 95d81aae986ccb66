-- May a restore put another database in the place of the one of this name? Asked in another database, since the name itself changes hands.
-- Since 14.
select pg_try_advisory_lock(67, hashtext(?))::text
