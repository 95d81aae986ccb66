INSERT INTO projects (owner_id, slug, name)
SELECT u.id, s.slug, s.name
  FROM (SELECT 'amelia' AS owner, 'north-wall-tea' AS slug, 'North Wall Tea' AS name
        UNION ALL SELECT 'bruno', 'kletterladen', 'Kletterladen Basel'
        UNION ALL SELECT 'chen', 'paper-lantern', 'Paper Lantern'
        UNION ALL SELECT 'dagny', 'fjord-wool', 'Fjord Wool'
        UNION ALL SELECT 'amelia', 'second-spin', 'Second Spin Records') s
  JOIN users u ON u.username = s.owner
 WHERE true
ON CONFLICT DO NOTHING;

INSERT INTO project_members (project_id, user_id, role)
SELECT p.id, u.id, CASE WHEN u.id = p.owner_id THEN 'maintainer' WHEN u.role = 'viewer' THEN 'reader' ELSE 'editor' END
  FROM projects p
 CROSS JOIN users u
 WHERE u.id = p.owner_id OR (u.id + p.id) % 3 = 0
ON CONFLICT DO NOTHING;
