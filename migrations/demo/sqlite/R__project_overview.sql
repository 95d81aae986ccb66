-- One line a project for the start page. It reads only what V2 and V3 made, so that later versions can be undone
-- without it.
DROP VIEW IF EXISTS project_overview;
CREATE VIEW project_overview AS
SELECT p.id,
       p.slug,
       p.name,
       u.username AS owner,
       (SELECT count(*) FROM project_members m WHERE m.project_id = p.id) AS members,
       (SELECT count(*) FROM environments e WHERE e.project_id = p.id) AS environments,
       (SELECT count(*)
          FROM credentials c
          JOIN environments e ON e.id = c.environment_id
         WHERE e.project_id = p.id) AS credentials,
       p.archived_at IS NOT NULL AS is_archived
  FROM projects p
  JOIN users u ON u.id = p.owner_id;
