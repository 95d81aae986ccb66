-- People who sign in. Sign-in itself is done by the company's identity provider; no password is kept here.
CREATE TABLE users (
    id           INTEGER PRIMARY KEY,
    username     TEXT NOT NULL,
    email        TEXT NOT NULL,
    display_name TEXT NOT NULL,
    role         TEXT NOT NULL DEFAULT 'member',
    is_active    INTEGER NOT NULL DEFAULT 1,
    created_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    CONSTRAINT users_username_key UNIQUE (username),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_username_check CHECK (username = lower(username) AND length(username) BETWEEN 2 AND 64),
    CONSTRAINT users_email_check CHECK (email = lower(email)),
    CONSTRAINT users_role_check CHECK (role IN ('admin', 'member', 'viewer')),
    CONSTRAINT users_is_active_check CHECK (is_active IN (0, 1))
) STRICT;
