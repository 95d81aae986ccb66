-- Which columns of the table (the argument) must be unique together, by its own constraints?
-- Since 3.16.
select i.name as "index", c.name as "column"
  from pragma_index_list(?, 'main') i, pragma_index_info(i.name, 'main') c
 where i.origin = 'u'
 order by i.name, c.seqno
