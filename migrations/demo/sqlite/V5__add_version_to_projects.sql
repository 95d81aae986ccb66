-- Two people edited one project and the later save silently won. Every save now names the version it read:
-- UPDATE projects SET …, version = version + 1 WHERE id = ? AND version = ?
ALTER TABLE projects ADD COLUMN version INTEGER NOT NULL DEFAULT 1
    CONSTRAINT projects_version_check CHECK (version > 0);
