package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshJumpTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "bastion,             -,           bastion,     22",
                "ops@bastion,         ops,         bastion,     22",
                "ops@bastion:2222,    ops,         bastion,     2222",
                "me@corp.org@bastion, me@corp.org, bastion,     22",
                "[2001:db8::1],       -,           2001:db8::1, 22",
                "ops@[::1]:2222,      ops,         ::1,         2222"
            })
    void aJumpIsReadAsItIsWritten(String text, String user, String host, int port) {
        SshJump jump = new SshJump(host, port, user);
        assertThat(SshJump.of(text)).contains(jump);
        assertThat(jump.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@bastion",
                "ops@",
                "::1",
                "[::1",
                "bastion:0",
                "bastion:65536",
                "bastion:",
                "-oProxyCommand=x",
                "-l@bastion",
                "[-x]"
            })
    void whatIsNoJumpOrCouldBeAnOptionOfSshIsNone(String text) {
        assertThat(SshJump.of(text)).isEmpty();
    }

    @Test
    void theUsualPortMayBeWritten() {
        assertThat(SshJump.of("bastion:22")).contains(new SshJump("bastion", 22, null));
    }
}
