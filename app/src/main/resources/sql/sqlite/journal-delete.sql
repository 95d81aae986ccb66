-- Can the file stand alone? What its write-ahead log holds is written into it, and there is none after.
-- Since 3.7.
pragma journal_mode = delete
