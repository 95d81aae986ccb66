package dev.belay.cli;

import dev.belay.backup.Opening;
import dev.belay.backup.Proof;
import dev.belay.backup.Stored;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Proved;
import dev.belay.operation.Proving;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

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
        AtomicBoolean said = new AtomicBoolean();
        Proving proving = call.parts().proving();
        ProgressLine line = new ProgressLine(call.out());
        call.parts()
                .closeAtEnd(
                        () -> {
                            stop.wish();
                            if (!ended.await(SAFE.toMillis(), TimeUnit.MILLISECONDS)
                                    && said.compareAndSet(false, true)) {
                                hangs(stored, proving);
                            }
                        });
        try {
            return proving.prove(target, stored, new Proving.Wish(on, opening), line::at, stop);
        } catch (BelayException e) {
            if (said.compareAndSet(false, true)) {
                there(stored);
                throw e;
            }
            // The end is told already, and comes at once.
            LockSupport.parkNanos(SAFE.toNanos());
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** The last word before the process is ended while a server keeps it. */
    private void hangs(Stored stored, Proving proving) {
        there(stored);
        call.out().problem(proving.end(Call.name(target)));
        call.out().flush();
    }

    /** The backup stands, however its proof ended. */
    private void there(Stored stored) {
        call.out().beside("id", stored.id());
        call.out().beside("file", stored.file().toAbsolutePath().toString());
    }

    /** Takes away what interrupted proofs left on the servers, and tells of it. */
    static void sweep(Call call, Target target, @Nullable Stored stored, @Nullable Target on) {
        List<String> swept = call.parts().proving().swept(target, stored, on);
        if (!swept.isEmpty()) {
            call.out().beside("swept", swept);
            swept.forEach(each -> call.out().notice(Messages.text("proof.swept", each)));
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
