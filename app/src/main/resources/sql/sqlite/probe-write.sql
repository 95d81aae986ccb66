-- Does a real write go through? Run in a transaction that is rolled back; the first page is changed.
-- Since 3.
CREATE TABLE belay_probe (written)
