-- Can this transaction do without policies that hide rows? Where one holds, reading fails.
-- Since 14.
select set_config('row_security', 'off', true) as row_security
