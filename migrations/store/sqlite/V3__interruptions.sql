-- What became of an interrupted operation is told by a command once, and in the console until somebody has read it.
ALTER TABLE operation ADD COLUMN found TEXT;              -- how the target was found: before, done, partly, another
ALTER TABLE operation ADD COLUMN printed_at INTEGER;      -- when a command told of it, ms since 1970-01-01 UTC
ALTER TABLE operation ADD COLUMN acknowledged_at INTEGER;
ALTER TABLE operation ADD COLUMN acknowledged_by TEXT;

-- Those of earlier versions were told in their time.
UPDATE operation SET printed_at = ended_at, acknowledged_at = ended_at, acknowledged_by = user
 WHERE outcome = 'interrupted';

CREATE INDEX operation_unread_idx ON operation (begun_at) WHERE outcome = 'interrupted' AND acknowledged_at IS NULL;
CREATE INDEX audit_target_idx ON audit (target);
