package dev.belay.target;

import dev.belay.message.BelayException;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The options after the question mark of a URL: how they are read, and which are accepted. */
final class UrlOptions {
    /**
     * Options of applications, pools and drivers that can stay in a pasted URL, because whatever
     * they ask for, Belay does its own and nothing gets weaker by that.
     */
    static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "applicationname",
                    "autosave",
                    "charset",
                    "clientencoding",
                    "connectionlimit",
                    "connecttimeout",
                    "defaultrowfetchsize",
                    "fallbackapplicationname",
                    "gssencmode",
                    "keepalives",
                    "keepalivescount",
                    "keepalivesidle",
                    "keepalivesinterval",
                    "logintimeout",
                    "maxoverflow",
                    "pgbouncer",
                    "poolrecycle",
                    "poolsize",
                    "pooltimeout",
                    "preparedstatementcachequeries",
                    "preparedstatementcachesize",
                    "preparethreshold",
                    "readonly",
                    "rewritebatchedinserts",
                    "servertimezone",
                    "sockettimeout",
                    "sslcompression",
                    "sslsni",
                    "statementcachesize",
                    "stringtype",
                    "targetservertype",
                    "targetsessionattrs",
                    "tcpkeepalive",
                    "tcpusertimeout");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{2,40}");

    private UrlOptions() {}

    /**
     * One spelling for {@code connect_timeout}, {@code connect-timeout}, {@code connectTimeout}.
     */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /**
     * Names as they were written, with decoded values; a name without a value has the empty one.
     */
    static Map<String, String> split(String url, String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                // Not quoted: it may be the tail of a password that holds a raw ampersand.
                throw TargetUrl.problem("target.url.option-value", url);
            }
            try {
                String name = UrlText.decode(pair.substring(0, equals));
                String value = UrlText.decode(pair.substring(equals + 1));
                boolean again =
                        options.keySet().stream().anyMatch(o -> plain(o).equals(plain(name)));
                if (again) {
                    throw TargetUrl.problem("target.url.option-twice", url, shown(url, name));
                }
                options.put(name, value);
            } catch (UrlText.MalformedException e) {
                throw TargetUrl.problem("target.url.escape", url);
            }
        }
        return options;
    }

    static BelayException refused(String url, String name) {
        return TargetUrl.problem("target.url.option", url, shown(url, name));
    }

    static BelayException invalid(String url, String name) {
        return TargetUrl.problem("target.url.option-invalid", url, shown(url, name));
    }

    private static String shown(String url, String name) {
        if (UrlText.hasSecretOption(url) && !WORD.matcher(name).matches()) {
            return Secret.MASK;
        }
        return UrlText.visible(name.length() > 60 ? name.substring(0, 60) + "…" : name);
    }
}
