-- How many pages of what size (bytes) does the file have, and how many of them are free?
-- Since 3.16, which has pragma functions.
select page_size, page_count as pages, freelist_count as free
  from pragma_page_size, pragma_page_count, pragma_freelist_count
