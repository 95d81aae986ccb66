package dev.belay.db.ssh;

import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;

/** A real SSH server that lets one key in and forwards, and the configuration of a user of it. */
final class SshHost implements AutoCloseable {
    private final Path folder;
    private final SshServer server;

    SshHost(Path folder) throws Exception {
        this.folder = folder;
        run("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", folder.resolve("id").toString());
        PublicKey user =
                AuthorizedKeyEntry.parseAuthorizedKeyEntry(
                                Files.readString(folder.resolve("id.pub")))
                        .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        KeyPair hostKey = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(user, key));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.start();
        knows(hostKey.getPublic());
        Files.writeString(
                folder.resolve("config"),
                """
                IdentityFile "%1$s/id"
                IdentitiesOnly yes
                IdentityAgent none
                UserKnownHostsFile "%1$s/known_hosts"
                GlobalKnownHostsFile /dev/null
                """
                        .formatted(folder));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command));
        }
    }

    int port() {
        return server.getPort();
    }

    /** What begins the command of this user's ssh. */
    List<String> command() {
        return List.of("ssh", "-F", folder.resolve("config").toString());
    }

    /** Makes this the one key the user knows for the host. */
    void knows(PublicKey key) throws IOException {
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    void knowsNobody() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), "");
    }

    void anotherUserKey() throws Exception {
        Files.delete(folder.resolve("id"));
        Files.delete(folder.resolve("id.pub"));
        run("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", folder.resolve("id").toString());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
