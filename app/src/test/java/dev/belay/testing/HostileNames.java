package dev.belay.testing;

import java.util.List;

/** Legal names that break software which joins texts instead of passing them. */
public final class HostileNames {
    /**
     * None has a slash or NUL, and each fits into 63 bytes of UTF-8: files and databases take all.
     */
    public static final List<String> ALL =
            List.of(
                    "a b",
                    " leading",
                    "trailing ",
                    "a=b",
                    "a&b=c",
                    "a?b",
                    "x?mode=memory",
                    "x?vfs=unix-none",
                    "?user=evil&password=evil",
                    "host=evil",
                    "dbname=x host=evil",
                    "it's",
                    "\"quoted\"",
                    "'\";--",
                    "; DROP TABLE x; --",
                    "`backtick`",
                    "$$",
                    "$(touch x)",
                    "${x}",
                    "{0}",
                    "%s%n%d",
                    "%20",
                    "%00x",
                    "%2e%2e",
                    "a+b",
                    "a#b",
                    "a:b@c",
                    "..x",
                    "-rf",
                    "--help",
                    "back\\slash",
                    "[brackets]",
                    "<xml>&amp;",
                    "a,b",
                    "a|b",
                    "*",
                    "~",
                    "new\nline",
                    "tab\tbed",
                    "\u001b[31mred",
                    "\u202Eright to left",
                    "\u0627\u0644\u0639",
                    "\u00e9 and e\u0301",
                    "\uD83D\uDC18 elephant",
                    "UPPER lower",
                    "select",
                    ":memory:",
                    ":resource:x",
                    "file:x",
                    "n".repeat(63));

    private HostileNames() {}
}
