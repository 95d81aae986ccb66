-- Does this connection hold foreign keys?
-- Since 3.37; each connection has to ask for it.
select foreign_keys from pragma_foreign_keys
