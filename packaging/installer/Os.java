import java.util.Locale;

enum Os {
    LINUX,
    WINDOWS,
    MACOS;

    static final Os CURRENT = current();

    private static Os current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("win") ? WINDOWS : name.contains("mac") ? MACOS : LINUX;
    }
}
