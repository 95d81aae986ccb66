-- The repeatable view reads these tables.
DROP VIEW IF EXISTS project_overview;
DROP TABLE project_members;
DROP TABLE projects;
