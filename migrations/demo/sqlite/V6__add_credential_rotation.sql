-- Credentials grow old: when each was changed last, and until when it holds (null: until it is changed).
ALTER TABLE credentials ADD COLUMN rotated_at TEXT;
ALTER TABLE credentials ADD COLUMN expires_at TEXT;

UPDATE credentials SET rotated_at = created_at;

CREATE INDEX credentials_expires_at_idx ON credentials (expires_at) WHERE expires_at IS NOT NULL;
