package dev.belay.seed;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A JSON file read token by token, so that each value knows where it stands. */
final class JsonText {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** How the parser tells of a second place that it does not know, with words about itself. */
    private static final Pattern PLACE = Pattern.compile(" \\([^(]*\\[Source: [^\\]]*\\]\\)");

    private final SeedSource source;
    private final JsonParser parser;

    /** Reads a whole document. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonText text);
    }

    private JsonText(SeedSource source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Reads one document and sees that nothing follows it. */
    static <T> T read(SeedSource source, String text, Reading<T> reading) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonText json = new JsonText(source, parser);
            T result = reading.read(json);
            if (parser.nextToken() != null) {
                throw source.fault(json.spot(), "seed.fault.json.more");
            }
            return result;
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            throw source.fault(
                    where == null ? Spot.START : spot(where),
                    "seed.fault.json",
                    PLACE.matcher(e.getOriginalMessage().strip().replaceAll("\\s+", " "))
                            .replaceAll(""));
        }
    }

    /** The rows of an array of objects. */
    static List<SeedRow> rows(SeedSource source, String text) {
        return read(
                source,
                text,
                json -> {
                    List<SeedRow> rows = new ArrayList<>();
                    json.elements("seed.fault.json.array", () -> rows.add(json.row()));
                    return rows;
                });
    }

    private SeedRow row() {
        Spot spot = spot();
        Map<String, Cell> cells = new LinkedHashMap<>();
        fields("seed.fault.json.object", name -> cells.put(name, cell()));
        if (cells.isEmpty()) {
            throw source.fault(spot, "seed.fault.json.bare");
        }
        return new SeedRow(spot, cells);
    }

    /** Goes through an array; the reader begins on each element's first token. */
    void elements(String orElse, Runnable each) {
        JsonToken first = parser.currentToken() == null ? parser.nextToken() : token();
        if (first != JsonToken.START_ARRAY) {
            throw source.fault(spot(), orElse);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.run();
        }
    }

    /** Takes a field's name; the parser stands on its value. */
    @FunctionalInterface
    interface Field {
        void read(String name);
    }

    /** Goes through an object. */
    void fields(String orElse, Field each) {
        JsonToken first = parser.currentToken() == null ? parser.nextToken() : token();
        if (first != JsonToken.START_OBJECT) {
            throw source.fault(spot(), orElse);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            each.read(name);
        }
    }

    private JsonToken token() {
        return parser.currentToken();
    }

    /** A text, and nothing else. */
    String word(String orElse) {
        if (token() != JsonToken.VALUE_STRING) {
            throw source.fault(spot(), orElse);
        }
        return parser.getString();
    }

    Spot spot() {
        return spot(parser.currentTokenLocation());
    }

    private static Spot spot(TokenStreamLocation where) {
        return new Spot(Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }

    private Cell cell() {
        Spot spot = spot();
        return switch (token()) {
            case VALUE_NULL -> new Cell(Cell.Kind.NULL, null, spot);
            case VALUE_STRING -> new Cell(Cell.Kind.TEXT, parser.getString(), spot);
            case VALUE_TRUE, VALUE_FALSE -> new Cell(Cell.Kind.BOOLEAN, parser.getString(), spot);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Cell(Cell.Kind.NUMBER, parser.getString(), spot);
            default -> new Cell(Cell.Kind.NESTED, nested(), spot);
        };
    }

    private String nested() {
        StringWriter out = new StringWriter();
        try (var generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            generator.copyCurrentStructureExact(parser);
        }
        return out.toString();
    }
}
