-- Four hundred orders for each project that has none, the newest an hour old. All but the last few are shipped.
INSERT INTO orders (project_id, number, customer_email, status, total_cents, placed_at, paid_at, shipped_at)
WITH RECURSIVE n (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < 400)
SELECT p.id,
       n.number,
       'customer' || (n.number * 37 + p.id * 11) % 241 || '@mail.example',
       CASE WHEN n.number > 396 THEN 'placed' WHEN n.number > 390 THEN 'paid'
            WHEN n.number % 29 = 0 THEN 'cancelled' ELSE 'shipped' END,
       (1 + n.number % 4) * (450 + (n.number * 7919 + p.id * 104729) % 9000),
       strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (60 + (400 - n.number) * 47) || ' minutes'),
       CASE WHEN n.number <= 396 AND n.number % 29 <> 0
            THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (55 + (400 - n.number) * 47) || ' minutes') END,
       CASE WHEN n.number <= 390 AND n.number % 29 <> 0
            THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (20 + (400 - n.number) * 47) || ' minutes') END
  FROM projects p
 CROSS JOIN n
 WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.project_id = p.id)
ON CONFLICT DO NOTHING;

INSERT INTO order_lines (order_id, line, sku, quantity, unit_cents)
SELECT id, 1, 'SKU-' || (1000 + number * 13 % 300), 1 + number % 4, total_cents / (1 + number % 4)
  FROM orders
 WHERE number <= 400
ON CONFLICT DO NOTHING;
