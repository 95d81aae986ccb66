package dev.belay.ui.kit;

import static dev.belay.ui.kit.SqlLines.Kind.COMMENT;
import static dev.belay.ui.kit.SqlLines.Kind.KEYWORD;
import static dev.belay.ui.kit.SqlLines.Kind.NUMBER;
import static dev.belay.ui.kit.SqlLines.Kind.PLAIN;
import static dev.belay.ui.kit.SqlLines.Kind.STRING;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ui.kit.SqlLines.Word;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class SqlLinesTest {

    @Test
    void wordsAreOfTheirKind() {
        assertThat(SqlLines.of("SELECT 'it''s', 42 -- why"))
                .containsExactly(
                        List.of(
                                new Word(KEYWORD, "SELECT"),
                                new Word(PLAIN, " "),
                                new Word(STRING, "'it''s'"),
                                new Word(PLAIN, ", "),
                                new Word(NUMBER, "42"),
                                new Word(PLAIN, " "),
                                new Word(COMMENT, "-- why")));
    }

    @Test
    void aBodyBetweenDollarsIsOneStringOverItsLines() {
        List<List<Word>> lines = SqlLines.of("as $f$\nselect 1;\n$f$ language sql");
        assertThat(lines.get(1)).containsExactly(new Word(STRING, "select 1;"));
        assertThat(lines.get(2).getLast()).isEqualTo(new Word(PLAIN, "sql"));
    }

    @Test
    void nothingOfTheTextIsLostNorAdded() {
        String sql =
                "create table \"select\" (id int, -- 1\n\n"
                        + "/* two\n"
                        + "lines */ t text default 'x\n"
                        + "y');\n"
                        + "'open";
        String again =
                SqlLines.of(sql).stream()
                        .map(l -> l.stream().map(Word::text).collect(Collectors.joining()))
                        .collect(Collectors.joining("\n"));
        assertThat(again).isEqualTo(sql);
    }
}
