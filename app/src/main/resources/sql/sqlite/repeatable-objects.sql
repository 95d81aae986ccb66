-- Which objects could a repeatable migration have made, and how is each dropped?
-- Since 3.33.
SELECT type AS kind, 'main' AS schema, name,
       'DROP ' || type || ' "' || replace(name, '"', '""') || '"' AS "drop"
  FROM sqlite_schema
 WHERE type IN ('view', 'trigger')
 ORDER BY type DESC, name
