package dev.belay.bench;

import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.sessions.CrowdedPage;

import javafx.scene.Scene;
import javafx.stage.Stage;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look at very many sessions costs the JavaFX thread on the page that shows them: from the
 * new view to all laid out. Arguments: sessions (10000), looks (100).
 */
public final class SessionsBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 100;

    private SessionsBench() {}

    public static void main(String[] args) throws Exception {
        int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        CrowdedPage page = Toolkit.onFx(() -> new CrowdedPage(sessions));
        Toolkit.runOnFx(
                () -> {
                    Scene scene = new Scene(page.node(), Toolkit.WIDTH, Toolkit.HEIGHT);
                    new Theme().dress(scene);
                    Stage stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                });
        System.out.printf("%d sessions%n", sessions);
        System.out.println("| refresh | CPU p50 | p95 | longest | elapsed p50 | p95 | longest |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        measure("nobody chosen", rounds, page::look);
        Toolkit.runOnFx(page::choose);
        measure("one chosen, its details beside", rounds, page::look);
        Toolkit.runOnFx(page::group);
        measure("by application", rounds, page::look);
        measure("scrolled by a page", rounds, page::scroll);
        System.exit(0);
    }

    private static void measure(String what, int rounds, Runnable step) throws Exception {
        List<Double> cpu = new ArrayList<>();
        List<Double> elapsed = new ArrayList<>();
        for (int i = -WARM; i < rounds; i++) {
            double[] took = Toolkit.onFx(() -> timed(step));
            if (i >= 0) {
                cpu.add(took[0]);
                elapsed.add(took[1]);
            }
            // The render thread takes the frame before the next is measured.
            Thread.sleep(30);
        }
        Spread used = new Spread(cpu);
        Spread passed = new Spread(elapsed);
        System.out.printf(
                "| %s | %.1f ms | %.1f | %.1f | %.1f ms | %.1f | %.1f |%n",
                what,
                used.median(),
                used.at(0.95),
                used.max(),
                passed.median(),
                passed.at(0.95),
                passed.max());
    }

    private static double[] timed(Runnable step) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        step.run();
        long end = System.nanoTime();
        return new double[] {(THREADS.getCurrentThreadCpuTime() - cpu) / 1e6, (end - start) / 1e6};
    }
}
