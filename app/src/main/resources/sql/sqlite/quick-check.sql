-- Is the file's structure whole? One row "ok", or one for each of the first faults.
-- Since 3.8. As a table-valued function it would take the bound for a table's name.
pragma quick_check(20)
