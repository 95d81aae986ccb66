package dev.belay.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.nio.file.Path;
import java.util.function.Consumer;

/** The log of this process: where it goes, and how much of it there is. */
public final class Log {
    private Log() {}

    /**
     * How much is told; each level holds those before it.
     *
     * @see #start
     */
    public enum Amount {
        QUIET(Level.WARN, Level.ERROR),
        NORMAL(Level.INFO, Level.WARN),
        MORE(Level.DEBUG, Level.INFO),
        ALL(Level.TRACE, Level.DEBUG);

        private final Level own;
        private final Level others;

        Amount(Level own, Level others) {
            this.own = own;
            this.others = others;
        }
    }

    /**
     * Begins to log; what was logged before is lost. Never fails: a folder that cannot be written
     * means no file.
     *
     * @param folder made when the first record comes, readable by its owner only
     * @param json true for one JSON object a line
     * @param also hears every line as text, without its time; null for nobody
     */
    public static void start(
            Path folder, Amount amount, boolean json, @Nullable Consumer<String> also) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(level(amount.others));
        context.getLogger("dev.belay").setLevel(level(amount.own));
        Lines lines = new Lines(new LogFile(folder, LogFile.FULL), json, also);
        lines.setContext(context);
        lines.start();
        root.addAppender(lines);
        JulBridge.install();
    }

    private static ch.qos.logback.classic.Level level(Level level) {
        return ch.qos.logback.classic.Level.convertAnSLF4JLevel(level);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final LogFile file;
        private final LogLine form;
        private final @Nullable Consumer<String> also;

        Lines(LogFile file, boolean json, @Nullable Consumer<String> also) {
            this.file = file;
            this.form = json ? LogLine.JSON : LogLine.TEXT;
            this.also = also;
        }

        @Override
        protected void append(ILoggingEvent event) {
            file.write(form.apply(event));
            if (also != null) {
                String line = LogLine.TEXT.apply(event);
                also.accept(line.substring(line.indexOf(' ') + 1));
            }
        }

        @Override
        public void stop() {
            super.stop();
            file.close();
        }
    }
}
