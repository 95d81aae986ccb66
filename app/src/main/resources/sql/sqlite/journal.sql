-- How does it keep a half-done write from harm: WAL, or which rollback journal?
-- Since 3.16, which has pragma functions.
select journal_mode as mode from pragma_journal_mode
