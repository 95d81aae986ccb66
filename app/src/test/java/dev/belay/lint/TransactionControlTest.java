package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionControlTest {
    private static @Nullable String words(Engine engine, String sql) {
        TransactionControl found = TransactionControl.in(engine, sql);
        return found == null ? null : found.words();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            textBlock =
                    """
                    COMMIT ¦ COMMIT
                    commit work ¦ COMMIT
                    /* now */ END -- done ¦ END
                    end transaction ¦ END
                    BEGIN ¦ BEGIN
                    begin immediate ¦ BEGIN
                    rollback ¦ ROLLBACK
                    rollback transaction ¦ ROLLBACK
                    select 1; commit ¦ COMMIT
                    """)
    void bothEnginesKnowThese(String sql, String words) {
        for (Engine engine : new Engine[] {Engine.SQLITE, Engine.POSTGRESQL}) {
            assertThat(words(engine, sql)).as("%s: %s", engine, sql).isEqualTo(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            textBlock =
                    """
                    START TRANSACTION ISOLATION LEVEL SERIALIZABLE ¦ START TRANSACTION
                    ABORT ¦ ABORT
                    PREPARE TRANSACTION 'x' ¦ PREPARE TRANSACTION
                    COMMIT PREPARED 'x' ¦ COMMIT PREPARED
                    COMMIT AND CHAIN ¦ COMMIT
                    """)
    void postgresqlKnowsMore(String sql, String words) {
        assertThat(words(Engine.POSTGRESQL, sql)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            textBlock =
                    """
                    savepoint a
                    release a
                    rollback to a
                    rollback transaction to savepoint a
                    select 'commit'
                    insert into "commit" values ('; commit;')
                    create table "end" (x int)
                    create trigger t after insert on a begin update a set x = 1; select 2; end
                    create function f() returns int begin atomic select 1; select 2; end
                    create procedure p() language plpgsql as $$ begin commit; end $$
                    do $x$ begin perform 1; commit; end $x$
                    prepare commit as select 1
                    """)
    void noneOfTheseEndsATransaction(String sql) {
        for (Engine engine : new Engine[] {Engine.SQLITE, Engine.POSTGRESQL}) {
            if (engine == Engine.POSTGRESQL || !sql.contains("$")) {
                assertThat(words(engine, sql)).as("%s: %s", engine, sql).isNull();
            }
        }
    }
}
