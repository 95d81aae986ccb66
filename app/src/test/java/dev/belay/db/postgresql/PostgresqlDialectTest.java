package dev.belay.db.postgresql;

import org.junit.jupiter.api.Nested;

class PostgresqlDialectTest {
    @Nested
    class On14 extends PostgresqlContract {
        On14() {
            super(14);
        }
    }

    @Nested
    class On15 extends PostgresqlContract {
        On15() {
            super(15);
        }
    }

    @Nested
    class On18 extends PostgresqlContract {
        On18() {
            super(18);
        }
    }
}
