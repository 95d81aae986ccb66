package dev.belay;

/** The launcher. It must not extend {@code Application}, or the class path start is refused. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("belay");
    }
}
