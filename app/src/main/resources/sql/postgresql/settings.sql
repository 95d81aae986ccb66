-- Which limits does this session keep, and may it write? Set rather than asked for.
-- Since 14. client_connection_check_interval is refused by servers not on Linux; JIT costs more than such questions.
SELECT set_config('statement_timeout', ?, false),
       set_config('lock_timeout', ?, false),
       set_config('idle_in_transaction_session_timeout', ?, false),
       set_config('default_transaction_read_only', ?, false),
       set_config('jit', 'off', false),
       CASE WHEN version() LIKE '%linux%' THEN set_config('client_connection_check_interval', '5s', false) END
