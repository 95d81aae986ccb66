-- What customers bought. Amounts are in cents of the project's currency.
CREATE TABLE orders (
    id             INTEGER PRIMARY KEY,
    project_id     INTEGER NOT NULL,
    number         INTEGER NOT NULL,
    customer_email TEXT NOT NULL,
    status         TEXT NOT NULL DEFAULT 'placed',
    total_cents    INTEGER NOT NULL,
    placed_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    paid_at        TEXT,
    shipped_at     TEXT,
    CONSTRAINT orders_project_id_number_key UNIQUE (project_id, number),
    CONSTRAINT orders_status_check CHECK (status IN ('placed', 'paid', 'shipped', 'cancelled')),
    CONSTRAINT orders_total_cents_check CHECK (total_cents >= 0),
    CONSTRAINT orders_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX orders_status_idx ON orders (status);
CREATE INDEX orders_placed_at_idx ON orders (placed_at);

CREATE TABLE order_lines (
    order_id   INTEGER NOT NULL,
    line       INTEGER NOT NULL,
    sku        TEXT NOT NULL,
    quantity   INTEGER NOT NULL,
    unit_cents INTEGER NOT NULL,
    CONSTRAINT order_lines_pkey PRIMARY KEY (order_id, line),
    CONSTRAINT order_lines_quantity_check CHECK (quantity > 0),
    CONSTRAINT order_lines_unit_cents_check CHECK (unit_cents >= 0),
    CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
