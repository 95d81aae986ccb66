-- Can its readers go on while one writes? It keeps a write-ahead log from now on.
-- Since 3.7.
pragma journal_mode = wal
