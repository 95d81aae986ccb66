package dev.belay;

import dev.belay.cli.BackupHealth;
import dev.belay.db.Retry;
import dev.belay.demo.Demo;
import dev.belay.demo.DemoWorkload;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Changes;
import dev.belay.operation.Interruptions;
import dev.belay.operation.ScheduledBackup;
import dev.belay.schedule.Schedules;
import dev.belay.store.Home;
import dev.belay.target.Target;
import dev.belay.tool.DesktopNotice;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.ui.Console;
import dev.belay.ui.overview.Asking;
import dev.belay.ui.targets.Profiles;
import dev.belay.watch.Link;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;
import dev.belay.watch.check.OnDemand;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the console is made of beside its pages: the watches, the demo, and what is known of before.
 */
final class ConsoleParts implements AutoCloseable {
    private final Wiring wiring;
    private final Clock clock = Clock.systemUTC();
    private final Watches watches;
    private final Logbook logbook;
    private final Roster roster;
    private final Alarms alarms;
    private final Interruptions interruptions;
    private final Changes changes;
    private final Schedules schedules;
    private final AtomicBoolean scheduling = new AtomicBoolean();
    private @Nullable DemoWorkload load;

    ConsoleParts(Wiring wiring) {
        this.wiring = wiring;
        Executor lister = work -> Thread.ofVirtual().name("belay-backups").start(work);
        BackupHealth backupHealth = new BackupHealth(wiring.archive().backups(), lister, clock);
        watches =
                new Watches(
                        wiring.sessions(),
                        target -> new HealthRound(clock, backupHealth::last),
                        wiring.histories()::read,
                        clock,
                        Retry.PATIENT);
        logbook = new Logbook(watches, seen -> wiring.targets().saw(seen), clock);
        roster = new Roster(watches, wiring::targets, () -> wiring.store().sight());
        DesktopNotice desktop =
                new DesktopNotice(wiring.tools(), System.getProperty("os.name", ""));
        alarms = new Alarms(watches, desktop::show, clock);
        changes = new Changes(wiring::runner, wiring::operations, wiring::rehearsal, clock);
        wiring.closeAtEnd(logbook);
        wiring.closeAtEnd(changes);
        ScheduledBackup scheduled =
                new ScheduledBackup(
                        wiring::runner,
                        wiring::operations,
                        wiring::proving,
                        wiring::audit,
                        wiring.archive(),
                        clock);
        schedules =
                new Schedules(
                        () -> wiring.targets().list(),
                        scheduled::take,
                        clock,
                        ZoneId.systemDefault());
        wiring.closeAtEnd(scheduled);
        wiring.closeAtEnd(schedules);
        interruptions = new Interruptions(wiring::recovery, this::reach, clock);
        wiring.closeAtEnd(interruptions);
    }

    /** As far as it is watched; a watch tries in its own rhythm, and with the right password. */
    private Interruptions.Reach reach(Target target) {
        return watches.all().stream()
                .filter(watch -> watch.target().place().equals(target.place()))
                .findFirst()
                .map(
                        watch ->
                                watch.view().link() instanceof Link.Live
                                        ? Interruptions.Reach.YES
                                        : Interruptions.Reach.NO)
                .orElse(Interruptions.Reach.UNKNOWN);
    }

    private Profiles profiles() {
        return new Profiles(
                wiring::targets,
                watches,
                wiring.sessions(),
                wiring.passwords(),
                wiring.surroundings());
    }

    /** Closes this as well when the console ends. */
    void closeAtEnd(AutoCloseable part) {
        wiring.closeAtEnd(part);
    }

    /** Where Belay keeps what is its own; made by whoever writes first. */
    Home home() {
        return wiring.home();
    }

    /** What the pages are made of. */
    Console.Parts pages(Runnable quit) {
        return new Console.Parts(
                profiles(),
                new Asking(new OnDemand(wiring.sessions(), clock), wiring.sessions()),
                this::startDemo,
                this::found,
                wiring::audit,
                wiring::archive,
                wiring::proving,
                BelayApp::openFolder,
                places(),
                changes,
                interruptions,
                clock,
                quit);
    }

    private Map<String, String> found() {
        Map<String, String> found = new LinkedHashMap<>();
        List<Program> asked = List.of(Program.PG_DUMP, Program.PG_RESTORE, Program.INITDB);
        List<Tool> tools = wiring.tools().find(asked);
        for (Program program : asked) {
            String version =
                    tools.stream()
                            .filter(t -> t.name().equals(program.title()))
                            .map(t -> String.valueOf(t.version()))
                            .findFirst()
                            .orElse(Messages.text("first.found.not"));
            found.put(program.title(), version);
        }
        return found;
    }

    /** Folders and files a user may have to find, by what they are. */
    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(Messages.text("console.place.store"), wiring.home().store().toString());
        places.put(Messages.text("console.place.logs"), wiring.home().logs().toString());
        return places;
    }

    /**
     * The saved targets, and from now on what is known of them is kept; opens the store, and so may
     * wait for another Belay that migrates it.
     */
    List<Target> saved() {
        List<Target> saved = wiring.targets().list();
        watches.remember(wiring.targets().seen());
        logbook.start();
        if (!scheduling.getAndSet(true)) {
            schedules.start();
            roster.start(saved);
            alarms.start();
        }
        return saved;
    }

    Watches watches() {
        return watches;
    }

    /** Does it once the targets are those that are saved by now; on another thread. */
    void afterLook(Runnable then) {
        roster.look(then);
    }

    /** What has to be told of the store's opening. */
    List<Problem> storeNotices() {
        return wiring.store().notices();
    }

    /** Makes the demo target, saves it, and lets its workload run until the console is closed. */
    private synchronized Target startDemo() {
        Target made = Demo.make(wiring.home().create().demo());
        Optional<Target> saved = wiring.targets().find(made.name());
        Target target = saved.isPresent() ? saved.get() : wiring.targets().add(made);
        if (load == null) {
            load = DemoWorkload.start(Path.of(target.place()));
        }
        return target;
    }

    /** Lets go of everything; waits for no server. */
    @Override
    public synchronized void close() {
        roster.close();
        alarms.close();
        watches.close();
        if (load != null) {
            load.close();
        }
        wiring.close();
    }
}
