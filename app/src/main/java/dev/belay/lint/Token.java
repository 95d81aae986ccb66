package dev.belay.lint;

/**
 * The smallest piece of a statement that means something.
 *
 * @param text a word in lower case, a name or string without its quotes, a symbol's one character
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** A keyword or a bare identifier. */
        WORD,
        /** A quoted identifier. */
        NAME,
        /** A string, whatever its quotes. */
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }

    boolean identifier() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
