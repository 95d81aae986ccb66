package dev.belay.cli;

/** How a piece of text stands out on a terminal; elsewhere it is only its text. */
enum Style {
    PLAIN(""),
    STRONG("1"),
    MUTED("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text, boolean colour) {
        return !colour || code.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
