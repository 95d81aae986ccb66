package dev.belay.seed;

import dev.belay.db.ServerWords;
import dev.belay.db.Session;

import java.sql.SQLException;
import java.util.List;

/** Finds the value among many that the database cannot read as its column's type. */
record WrongValue(Session session, Speech speech, SeedFile.Rows file, List<SeedColumn> columns) {

    /**
     * Asks for each value by itself.
     *
     * @throws dev.belay.message.BelayException naming the value's place, if one of them is wrong
     */
    void look(List<SeedRow> rows, SQLException failure) throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        if (!state.startsWith("22") && !state.startsWith("23") && !state.startsWith("42")) {
            return;
        }
        if (!session.connection().getAutoCommit()) {
            // The server hears no more questions in this transaction, and nothing of it stays.
            session.connection().rollback();
        }
        for (SeedRow row : rows) {
            List<Cell> cells = List.copyOf(row.cells().values());
            for (int i = 0; i < cells.size(); i++) {
                ask(columns.get(i), cells.get(i));
            }
        }
    }

    private void ask(SeedColumn column, Cell cell) throws SQLException {
        try {
            session.select(
                    "SELECT " + speech.parameter(column) + " AS value",
                    row -> row.getRow(),
                    speech.value(column, cell));
        } catch (SQLException e) {
            throw file.source()
                    .fault(
                            cell.spot(),
                            "seed.fault.value.said",
                            column.name(),
                            column.type(),
                            ServerWords.of(e));
        }
    }
}
