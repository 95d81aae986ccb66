-- How large is the database? One row, columns named as metrics; null is unknown.
-- Since 3.16 (pragmas as tables).
SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS size
