package dev.belay.lint;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Functions that a query of PostgreSQL's calls, and of which its text does not say what they do.
 */
final class Calls {
    /** Names of the server's own; {@code pg_catalog} is searched before all other schemas. */
    private static final Set<String> OWN =
            words(
                    """
                    abs acos age any_value array_agg array_append array_cat array_fill array_length
                    array_lower array_position array_positions array_prepend array_remove
                    array_replace array_to_json array_to_string array_upper ascii asin atan atan2
                    avg bit_and bit_length bit_or bool_and bool_or btrim cardinality cast cbrt ceil
                    ceiling char_length character_length chr clock_timestamp coalesce
                    col_description collation concat concat_ws convert_from convert_to corr cos count
                    cume_dist current_database current_schema current_schemas current_setting current_time current_timestamp
                    currval date date_bin date_part date_trunc daterange decode degrees dense_rank
                    div encode every exp extract factorial first_value floor format format_type
                    gen_random_uuid generate_series generate_subscripts get_byte greatest grouping
                    has_column_privilege has_database_privilege has_schema_privilege
                    has_sequence_privilege has_table_privilege hashtext host initcap int4range
                    int8range isempty isfinite justify_days justify_hours justify_interval lag
                    last_value lastval lead least left length ln localtime localtimestamp log log10 lower lpad
                    ltrim make_date make_interval make_time make_timestamp make_timestamptz max md5
                    min mod mode nextval normalize now nth_value ntile nullif numrange
                    obj_description octet_length overlay parse_ident percent_rank pi position power
                    quote_ident quote_literal quote_nullable radians random range_agg rank repeat
                    replace reverse right round row_number row_to_json rpad rtrim scale set_config
                    setseed setval setweight sha224 sha256 sha384 sha512 shobj_description sign sin
                    split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp
                    string_agg string_to_array string_to_table strpos substr substring sum tan text
                    timeofday to_char to_date to_hex to_json to_jsonb to_number to_regclass
                    to_regproc to_regprocedure to_regtype to_timestamp to_tsquery to_tsvector
                    transaction_timestamp translate trim trunc ts_rank tsrange tstzrange unnest
                    upper uuid_generate_v1 uuid_generate_v4 uuidv4 uuidv7 var_pop var_samp variance
                    version width_bucket
                    """);

    private static final Pattern FAMILY =
            Pattern.compile("(pg|jsonb?|regexp|regr|percentile|txid|lo)_.*|xml.*");

    /** Words that an expression follows: what stands behind another one is an alias or a type. */
    private static final Set<String> BEFORE =
            words(
                    """
                    select distinct all from join lateral where on and or not when then else case
                    by having in like ilike between limit offset returning analyze verbose
                    """);

    /** Words that are no functions, though parentheses follow. */
    private static final Set<String> WORDS =
            words(
                    "any some exists values row array as over using union except intersect filter"
                            + " is");

    private Calls() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** Adds to what a query does that nobody can read what a function of somebody's does. */
    static List<Act> told(Words query, List<Act> acts) {
        for (SchemaObject each : query.invoked(isWord(BEFORE))) {
            if (!own(each)) {
                acts.getFirst().advises(PlanLint.CALL, each.text() + "()");
            }
        }
        return acts;
    }

    private static Predicate<Token> isWord(Set<String> words) {
        return t -> t.kind() == Token.Kind.WORD && words.contains(t.text());
    }

    private static boolean own(SchemaObject function) {
        String schema = function.schema();
        String name = function.name();
        if (schema != null) {
            return schema.equals("pg_catalog");
        }
        return OWN.contains(name)
                || BEFORE.contains(name)
                || WORDS.contains(name)
                || FAMILY.matcher(name).matches();
    }
}
