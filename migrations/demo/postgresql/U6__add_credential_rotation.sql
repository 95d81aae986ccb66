DROP INDEX credentials_expires_at_idx;
ALTER TABLE credentials
    DROP COLUMN expires_at,
    DROP COLUMN rotated_at;
