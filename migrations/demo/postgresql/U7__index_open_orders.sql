CREATE INDEX orders_status_idx ON orders (status);
DROP INDEX orders_open_idx;
