package dev.belay.ui.shell;

import dev.belay.operation.Armed;
import dev.belay.operation.Arming;
import dev.belay.target.Target;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Which of the watched targets may be changed now, and for how long. */
final class Armaments {
    private final Watches watches;
    private final Arming arming;
    private final Clock clock;
    private final Consumer<Target> over;
    private List<Countdown> shown = List.of();

    /** A target that is armed, and for how long still: {@code 12:41}. */
    record Countdown(Target target, String left) {}

    /**
     * @param over hears of a target whose time has run out
     */
    Armaments(Watches watches, Arming arming, Clock clock, Consumer<Target> over) {
        this.watches = watches;
        this.arming = arming;
        this.clock = clock;
        this.over = over;
    }

    Optional<Countdown> of(Target target) {
        return arming.of(target).map(armed -> new Countdown(target, left(armed)));
    }

    /** All of them, the one in sight first; called once a second. */
    List<Countdown> look(String open) {
        List<Countdown> now = new ArrayList<>();
        for (Watch watch : watches.all()) {
            of(watch.target()).ifPresent(now::add);
        }
        now.sort(Comparator.comparing(each -> !each.target().name().equals(open)));
        for (Armed lapsed : arming.lapsed()) {
            watches.all().stream()
                    .map(Watch::target)
                    .filter(target -> target.place().equals(lapsed.place()))
                    .forEach(over);
        }
        shown = List.copyOf(now);
        return shown;
    }

    /** Arms the open target, or disarms what the frame shows. */
    void toggle(String open) {
        if (!shown.isEmpty()) {
            arming.disarm(shown.getFirst().target());
        } else {
            watches.find(open).ifPresent(watch -> arming.arm(watch.target()));
        }
    }

    private String left(Armed armed) {
        Duration left = Duration.between(clock.instant(), armed.until());
        return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }
}
