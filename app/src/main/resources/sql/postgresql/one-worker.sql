-- Can this transaction do with one process on the server? What counts must not outrun what copies.
-- Since 14.
select set_config('max_parallel_workers_per_gather', '0', true) as workers
