-- Is the file's structure whole? One row "ok", or one for each of the first faults.
-- Since 3.16. The argument of the pragma bounds the answer.
select quick_check as finding from pragma_quick_check(20)
