package dev.belay.schema;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An object that is not what it should be.
 *
 * @param expected what it should be, or null if it should not be there
 * @param actual what it is, or null if it is not there
 */
public record SchemaDifference(
        Kind kind, String name, @Nullable String expected, @Nullable String actual) {

    private record Key(Kind kind, String name) {}

    /**
     * All differences, in the order of their kinds and names. What belongs to a table or a schema
     * that is missing altogether is not told again.
     */
    public static List<SchemaDifference> between(Schema expected, Schema actual) {
        Map<Key, SchemaObject> here = byKey(expected);
        Map<Key, SchemaObject> there = byKey(actual);
        Set<Key> all = new HashSet<>(here.keySet());
        all.addAll(there.keySet());
        List<SchemaDifference> found = new ArrayList<>();
        for (Key key : all) {
            SchemaObject should = here.get(key);
            SchemaObject is = there.get(key);
            boolean told =
                    (is == null && goneWithItsOwner(should, there))
                            || (should == null && goneWithItsOwner(is, here));
            String wanted = should == null ? null : should.definition();
            String got = is == null ? null : is.definition();
            if (!told && !java.util.Objects.equals(wanted, got)) {
                found.add(new SchemaDifference(key.kind, key.name, wanted, got));
            }
        }
        found.sort(
                Comparator.comparing(SchemaDifference::kind).thenComparing(SchemaDifference::name));
        return found;
    }

    private static boolean goneWithItsOwner(
            @Nullable SchemaObject object, Map<Key, SchemaObject> otherSide) {
        if (object == null) {
            return false;
        }
        String table = object.table();
        boolean tableGone =
                table != null
                        && !otherSide.containsKey(new Key(Kind.TABLE, table))
                        && !otherSide.containsKey(new Key(Kind.VIEW, table))
                        && !otherSide.containsKey(new Key(Kind.MATERIALIZED_VIEW, table));
        String schema = object.schema();
        return tableGone
                || (schema != null && !otherSide.containsKey(new Key(Kind.SCHEMA, schema)));
    }

    private static Map<Key, SchemaObject> byKey(Schema schema) {
        Map<Key, SchemaObject> objects =
                new TreeMap<>(Comparator.comparing(Key::kind).thenComparing(Key::name));
        schema.objects().forEach(o -> objects.put(new Key(o.kind(), o.name()), o));
        return objects;
    }

    /** What differs and makes no difference: the order of columns, a sentence each. */
    public static List<String> notes(Schema expected, Schema actual) {
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : new TreeMap<>(expected.columns()).entrySet()) {
            List<String> other = actual.columns().get(table.getKey());
            if (other != null
                    && !other.equals(table.getValue())
                    && Set.copyOf(other).equals(Set.copyOf(table.getValue()))) {
                notes.add(Messages.text("schema.note.order", table.getKey()));
            }
        }
        return notes;
    }
}
