-- Which tables hold rows of their own? Those of virtual tables count, their views do not.
-- Since 3.8.
select name from main.sqlite_schema
where type = 'table' and name not like 'sqlite\_%' escape '\' and sql not like 'create virtual%'
order by name
