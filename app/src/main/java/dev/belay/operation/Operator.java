package dev.belay.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who works, and from where.
 *
 * @param began when the process began; with the pid it tells a process from a later one of the same
 *     number
 */
public record Operator(String user, String host, long pid, Instant began) {
    private static final int LONGEST_HOST = 24;

    /** This process. */
    public static Operator ofProcess() {
        ProcessHandle own = ProcessHandle.current();
        return new Operator(
                System.getProperty("user.name", "unknown"), hostName(), own.pid(), began(own));
    }

    /** Asking the resolver may hang as long as the network does. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv("COMPUTERNAME");
            String other = name == null ? System.getenv("HOSTNAME") : name;
            return other == null ? "this-machine" : other;
        }
    }

    private static Instant began(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** In words for others who want the same claim: {@code migrate by ana@ws-12 pid 4711}. */
    public String holds(String operation) {
        String shortHost = host.length() > LONGEST_HOST ? host.substring(0, LONGEST_HOST) : host;
        return holding(operation) + user + "@" + shortHost + " pid " + pid;
    }

    /** How that begins, whoever it is: {@code migrate by }. */
    static String holding(String operation) {
        return operation + " by ";
    }

    /**
     * True if that process runs on this machine still; true as well if it cannot be told from here.
     */
    public boolean runs() {
        if (!host.equals(hostName())) {
            return true;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.map(p -> began(p).equals(began)).orElse(false);
    }
}
