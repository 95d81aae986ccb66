-- In which encoding does the database keep its texts?
-- Since 14.
select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()
