-- How many bytes do these tables take, with indexes and TOAST?
-- Since 14. Queues behind whoever wants a table for itself alone.
select sum(pg_total_relation_size(oid))::bigint as bytes from unnest(?::bigint[]) as t(oid)
