INSERT INTO environments (project_id, name, base_url)
SELECT p.id,
       n.name,
       'https://' || CASE n.name WHEN 'production' THEN '' ELSE n.name || '.' END || p.slug || '.shops.example'
  FROM projects p
 CROSS JOIN (SELECT 'development' AS name UNION ALL SELECT 'staging' UNION ALL SELECT 'production') n
 WHERE true
ON CONFLICT DO NOTHING;

INSERT INTO credentials (environment_id, name, kind, vault_path, created_by)
SELECT e.id, k.name, k.kind, 'shops/' || p.slug || '/' || e.name || '/' || k.name, p.owner_id
  FROM environments e
  JOIN projects p ON p.id = e.project_id
 CROSS JOIN (SELECT 'payments' AS name, 'api_key' AS kind
             UNION ALL SELECT 'mail', 'smtp'
             UNION ALL SELECT 'stock', 'database') k
 WHERE e.name <> 'development' OR k.kind <> 'smtp'
ON CONFLICT DO NOTHING;
