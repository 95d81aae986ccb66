-- What is the database made of, in its own words?
-- Since 3.8.
select type || ' ' || name || ' ' || coalesce(sql, '') as text from main.sqlite_schema order by 1
