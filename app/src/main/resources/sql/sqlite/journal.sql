-- How are writes made safe: delete, truncate, persist, memory, wal or off?
-- SQLite 3.16 (pragmas as tables).
SELECT journal_mode FROM pragma_journal_mode
