-- Where a project runs.
CREATE TABLE environments (
    id         INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL,
    name       TEXT NOT NULL,
    base_url   TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    CONSTRAINT environments_project_id_name_key UNIQUE (project_id, name),
    CONSTRAINT environments_name_check CHECK (name IN ('development', 'staging', 'production')),
    CONSTRAINT environments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
) STRICT;

-- What an environment needs to reach others. The secret itself stays in the vault; this row only points there.
CREATE TABLE credentials (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    vault_path     TEXT NOT NULL,
    created_by     INTEGER,
    created_at     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    CONSTRAINT credentials_environment_id_name_key UNIQUE (environment_id, name),
    CONSTRAINT credentials_kind_check CHECK (kind IN ('api_key', 'database', 'smtp', 'webhook')),
    CONSTRAINT credentials_environment_id_fkey
        FOREIGN KEY (environment_id) REFERENCES environments (id) ON DELETE CASCADE,
    CONSTRAINT credentials_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX credentials_created_by_idx ON credentials (created_by);
