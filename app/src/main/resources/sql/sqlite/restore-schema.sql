-- How often was the schema changed, and how large is a page? A restore is one change more.
-- Since 3.16.
select s.schema_version as version, p.page_size as page, c.page_count * p.page_size as bytes
  from pragma_schema_version s, pragma_page_size p, pragma_page_count c
