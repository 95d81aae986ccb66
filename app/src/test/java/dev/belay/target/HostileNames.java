package dev.belay.target;

import java.util.List;

/** Forty names that are legal and unkind. */
final class HostileNames {
    static final List<String> ALL =
            List.of(
                    "'",
                    "\"",
                    "`",
                    "';--",
                    "\"; DROP TABLE target; --",
                    "$$",
                    "$1",
                    "a\nb",
                    "a\tb",
                    "a\r\nb",
                    " leading and trailing ",
                    "-rf",
                    "--help",
                    "a=b",
                    "%s",
                    "%00x",
                    "100%",
                    "${x}",
                    "$(id)",
                    "#{x}",
                    "{0}",
                    "host=evil",
                    "dbname=x host=evil.example port=1",
                    "postgresql://evil.example/db",
                    "x?sslmode=disable",
                    "x&socketFactory=y",
                    "x#y",
                    "a/b",
                    "a\\b",
                    "a:b",
                    "a@b",
                    "a+b c",
                    "*",
                    "a;b|c>d<e",
                    "[::1]",
                    "\u202Eevil",
                    "\u05D0\u05D1\u05D2",
                    "\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDCBB",
                    "n\u0303\u00F1",
                    "x".repeat(63));

    private HostileNames() {}
}
