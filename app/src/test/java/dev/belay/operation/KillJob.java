package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Folders;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * An operation that is killed over and over.
 *
 * @param kept the state of the ground it begins with
 * @param words the command
 * @param operation the same, run in this process
 * @param parts what leads from there to each state between two of its transactions
 */
record KillJob(
        String name,
        String kept,
        List<String> words,
        Function<Workshop, Operation<?>> operation,
        List<List<Function<Workshop, Operation<?>>>> parts) {
    static final String EMPTY = "empty";
    static final String HALF = "half";
    static final String FULL = "full";
    static final String SEED_SCRIPTS = "seed scripts";

    /** Makes the jobs of a ground. */
    static final class Maker {
        private final Ground ground;
        private final KillScripts scripts;
        private final Path folder;
        private final Path migrations;

        /**
         * @param folder where scripts and seeds are written
         */
        Maker(Ground ground, Path folder) throws Exception {
            this.ground = ground;
            this.folder = folder;
            scripts = new KillScripts(ground.target().engine());
            migrations = scripts.migrations(folder.resolve("migrations"), KillScripts.ALL);
        }

        /** Brings the ground to the states that jobs begin with, and keeps them. */
        void keep(Workshop workshop) throws Exception {
            ground.keep(EMPTY);
            Path two = scripts.migrations(folder.resolve("two"), List.of("V1", "V2"));
            done(workshop, workshop.migrate(at(two, null)));
            ground.keep(HALF);
            done(workshop, workshop.migrate(at()));
            ground.keep(FULL);
        }

        private void done(Workshop workshop, Operation<?> operation) throws Exception {
            assertThat(workshop.run(at(), operation)).isInstanceOf(Outcome.Done.class);
            ground.quiet();
        }

        private Target at() {
            return at(migrations, null);
        }

        private Target at(Path scripts, Path seeds) {
            return ground.target().withFolders(new Folders(scripts, seeds, null));
        }

        private List<String> words(Path seeds, String... own) {
            List<String> words = new ArrayList<>(List.of(own));
            words.addAll(List.of("-t", ground.url(), "--migrations", migrations.toString()));
            words.addAll(List.of("--seeds", seeds.toString()));
            words.addAll(List.of("--confirm", ground.target().databaseName()));
            return words;
        }

        List<KillJob> all() throws Exception {
            return List.of(init(), migrate(), rollback(), rows(), scripts());
        }

        private KillJob init() throws Exception {
            Path seeds = scripts.rowSeeds(folder.resolve("init-seeds"));
            Target target = at(migrations, seeds);
            List<List<Function<Workshop, Operation<?>>>> parts = new ArrayList<>(until("V2"));
            for (int sets = 0; sets < KillScripts.ROW_SETS.size(); sets++) {
                List<Function<Workshop, Operation<?>>> part = new ArrayList<>();
                part.add(w -> w.migrate(target));
                if (sets > 0) {
                    List<String> named = KillScripts.ROW_SETS.subList(0, sets);
                    part.add(w -> new Seed(target, w.waived, named));
                }
                parts.add(part);
            }
            return new KillJob(
                    "init",
                    EMPTY,
                    words(seeds, "init"),
                    w -> new Init(target, w.sessions, w.histories, w.waived),
                    parts);
        }

        private KillJob migrate() throws Exception {
            return new KillJob(
                    "migrate", HALF, words(folder, "migrate"), w -> w.migrate(at()), until("V4"));
        }

        /** The states before each migration from one on, by making it fail. */
        private List<List<Function<Workshop, Operation<?>>>> until(String first) throws Exception {
            List<String> names = new ArrayList<>(KillScripts.names("V"));
            names.addAll(KillScripts.names("R"));
            return broken(
                    names.stream()
                            .filter(n -> n.compareTo(first) >= 0 || n.startsWith("R"))
                            .toList(),
                    target -> w -> w.migrate(target));
        }

        private KillJob rollback() throws Exception {
            List<String> names = new ArrayList<>(KillScripts.names("U"));
            Collections.reverse(names);
            return new KillJob(
                    "rollback",
                    FULL,
                    words(folder, "rollback", "--to", "2"),
                    w -> w.rollback(at(), "2"),
                    broken(names.subList(1, 4), target -> w -> w.rollback(target, "2")));
        }

        private List<List<Function<Workshop, Operation<?>>>> broken(
                List<String> names, Function<Target, Function<Workshop, Operation<?>>> operation)
                throws Exception {
            List<List<Function<Workshop, Operation<?>>>> parts = new ArrayList<>();
            for (String name : names) {
                Path until = scripts.migrationsUntil(folder.resolve("until-" + name), name);
                parts.add(List.of(operation.apply(at(until, null))));
            }
            return parts;
        }

        private KillJob rows() throws Exception {
            Path seeds = scripts.rowSeeds(folder.resolve("row-seeds"));
            return seed("seed rows", seeds, KillScripts.ROW_SETS);
        }

        private KillJob scripts() throws Exception {
            Path seeds = scripts.scriptSeeds(folder.resolve("script-seeds"));
            return seed(SEED_SCRIPTS, seeds, KillScripts.SCRIPT_SETS);
        }

        private KillJob seed(String name, Path seeds, List<String> sets) {
            Target target = at(migrations, seeds);
            List<List<Function<Workshop, Operation<?>>>> parts = new ArrayList<>();
            for (int i = 1; i < sets.size(); i++) {
                List<String> named = sets.subList(0, i);
                parts.add(List.of(w -> new Seed(target, w.waived, named)));
            }
            return new KillJob(
                    name,
                    FULL,
                    words(seeds, "seed"),
                    w -> new Seed(target, w.waived, List.of()),
                    parts);
        }
    }
}
