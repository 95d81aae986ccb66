package dev.belay.cli;

import dev.belay.backup.Opening;
import dev.belay.backup.Proof;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Proved;
import dev.belay.operation.Proving;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One backup that is proven for a command, and how that is told. */
final class ProofRun {
    /** What was begun in scratch is taken away again in that time. */
    private static final Duration SAFE = Duration.ofSeconds(8);

    private final Call call;
    private final Target target;

    ProofRun(Call call, Target target) {
        this.call = call;
        this.target = target;
    }

    /** Proves it; a signal ends that and takes the scratch away. */
    Proved run(Stored stored, @Nullable Target on, Opening opening) {
        Stop stop = new Stop();
        CountDownLatch ended = new CountDownLatch(1);
        ProgressLine line = new ProgressLine(call.out());
        call.parts()
                .closeAtEnd(
                        () -> {
                            stop.wish();
                            ended.await(SAFE.toMillis(), TimeUnit.MILLISECONDS);
                        });
        try {
            return call.parts()
                    .proving()
                    .prove(target, stored, new Proving.Wish(on, opening), line::at, stop);
        } finally {
            ended.countDown();
        }
    }

    /** The backup with its proof, or with the reason why there is none. */
    static Json json(Proved proved) {
        Json document = BackupsCommand.json(proved.stored());
        return switch (proved) {
            case Proved.Yes _ -> document.put("reason", null);
            case Proved.No(Stored _, Problem reason, boolean faulty) ->
                    document.put("proven", faulty ? false : null).put("reason", reason.line());
        };
    }

    /** Says it to a person. */
    void tell(Proved proved) {
        switch (proved) {
            case Proved.Yes(Stored _, Proof proof) ->
                    call.out().line(Style.GOOD, Proving.sentence(proof));
            case Proved.No(Stored _, Problem reason, boolean faulty) ->
                    call.out()
                            .line(
                                    faulty ? Style.BAD : Style.PLAIN,
                                    Messages.text("cli.prove.not", reason.why()));
        }
    }

    /** A backup that was not allowed to be proven is a success all the same. */
    static ExitCode exit(Proved proved) {
        return proved instanceof Proved.No no && no.faulty() ? ExitCode.PARTLY : ExitCode.DONE;
    }
}
