-- Does it answer at all? Unlike a constant, this has to read the file.
-- Since 3.0.
select * from pragma_schema_version
