-- Is the file whole, its indexes and constraints included? One row "ok", or one for each fault.
-- Since 3.8. As a table-valued function it would take the bound for a table's name.
pragma integrity_check(20)
