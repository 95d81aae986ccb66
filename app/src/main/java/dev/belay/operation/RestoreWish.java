package dev.belay.operation;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is to be restored, and how.
 *
 * @param from id, file name or path of a backup; empty for an undo
 * @param as the name of what is made beside; null to put it in the target's place
 * @param undo true to bring back what the last restore put aside
 * @param identity the file of the keys that open an encrypted backup, or null
 * @param trustOrigin true if a file that Belay did not make may be restored
 * @param acceptOldTool true if a pg_restore without the newest fixes may read such a file
 */
record RestoreWish(
        String from,
        @Nullable String as,
        boolean undo,
        @Nullable String identity,
        boolean trustOrigin,
        boolean acceptOldTool) {
    static final String FROM = "from";
    static final String AS = "as";
    static final String UNDO = "undo";
    static final String IDENTITY = "identity";
    static final String TRUST = "trust-origin";
    static final String OLD_TOOL = "accept-old-tool";

    /** Options without a value; as arguments they have an empty one. */
    static final Set<String> FLAGS = Set.of(UNDO, TRUST, OLD_TOOL);

    static RestoreWish of(Request request) {
        Map<String, String> arguments = request.arguments();
        return new RestoreWish(
                arguments.getOrDefault(FROM, ""),
                arguments.get(AS),
                arguments.containsKey(UNDO),
                arguments.get(IDENTITY),
                arguments.containsKey(TRUST),
                arguments.containsKey(OLD_TOOL));
    }

    /** By the names of the command's options; those without a value have an empty one. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new HashMap<>();
        if (undo) {
            arguments.put(UNDO, "");
        } else {
            arguments.put(FROM, from);
        }
        if (as != null) {
            arguments.put(AS, as);
        }
        if (identity != null) {
            arguments.put(IDENTITY, identity);
        }
        if (trustOrigin) {
            arguments.put(TRUST, "");
        }
        if (acceptOldTool) {
            arguments.put(OLD_TOOL, "");
        }
        return arguments;
    }
}
