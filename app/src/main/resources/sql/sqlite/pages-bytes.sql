-- How many bytes has the database, as this transaction sees it?
-- Since 3.16.
select page_count * page_size as bytes from pragma_page_count, pragma_page_size
