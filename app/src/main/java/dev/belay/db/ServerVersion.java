package dev.belay.db;

/** An engine's version: {@code 16.4}, {@code 3.54.1}. */
public record ServerVersion(int major, int minor, String text)
        implements Comparable<ServerVersion> {

    /** Reads the leading numbers of a text like {@code 15.18 (Debian 15.18-0+deb12u1)}. */
    public static ServerVersion parse(String text) {
        String number = text.strip().split("[^0-9.]", 2)[0];
        String[] parts = number.split("\\.");
        return new ServerVersion(part(parts, 0), part(parts, 1), number);
    }

    private static int part(String[] parts, int index) {
        return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return text;
    }
}
