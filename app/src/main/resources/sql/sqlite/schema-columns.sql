-- Which columns has the table (the argument), generated ones included?
-- Since 3.26.
select name, type, "notnull", dflt_value, pk, hidden from pragma_table_xinfo(?, 'main') order by cid
