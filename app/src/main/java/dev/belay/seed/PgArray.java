package dev.belay.seed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.stream.Collectors;

/** PostgreSQL's own writing of an array. */
final class PgArray {
    private PgArray() {}

    /** A JSON array as PostgreSQL writes it; anything else as it stands. */
    static String literal(String json) {
        JsonNode node = JsonMapper.shared().readTree(json);
        return node.isArray() ? literal(node) : json;
    }

    private static String literal(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream()
                    .map(PgArray::literal)
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isNull()) {
            return "NULL";
        }
        String text = node.isString() ? node.asString() : node.toString();
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
