-- The workers ask for the oldest open orders only, and nine of ten orders are shipped: the index of every status
-- was larger than it was useful.
CREATE INDEX orders_open_idx ON orders (status, placed_at) WHERE status IN ('placed', 'paid');
DROP INDEX orders_status_idx;
