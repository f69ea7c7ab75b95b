package com.kaldrix.monitoring.metrics.restore;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command {@code restore}: replays a range of the archive into any target of remote write, without starting the service.
 * Its exit codes: 0 when the whole range was sent and taken, 1 when some of it was refused, 2 when the arguments are wrong, 3
 * when it ended before its end, in which case it says how to go on.
 */
public final class Restore {
    /** The word on the command line. */
    public static final String COMMAND = "restore";

    private static final int COMPLETE = 0;
    private static final int SOME_REFUSED = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int NOT_FINISHED = 3;

    private final PrintWriter out;
    private final Interruption interruption;

    Restore(PrintWriter out, Interruption interruption) {
        this.out = out;
        this.interruption = interruption;
    }

    /**
     * Runs the command at the terminal, and ends on Ctrl-C.
     *
     * @param arguments what follows the command's name
     * @return the exit code
     */
    public static int run(List<String> arguments) {
        // Nobody has configured logging here: without this, libraries would tell everything.
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
        Interruption interruption = new Interruption();
        interruption.onSignals();
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Restore(out, interruption).execute(arguments);
    }

    int execute(List<String> arguments) {
        Progress progress = new Progress(out);
        RestoreArguments wanted;
        try {
            wanted = RestoreArguments.parse(arguments);
        } catch (RestoreArguments.WrongArguments e) {
            progress.line(e.getMessage() + "\n" + RestoreArguments.USAGE);
            return WRONG_ARGUMENTS;
        }
        S3Options s3 = new S3Options(wanted.awsRegion(), wanted.awsEndpoint(), null);
        try (Objects objects = OpenObjects.at(wanted.location(), s3);
                Target target = new Target(wanted, interruption, progress)) {
            Path directory = Files.createTempDirectory("kaldrix-restore");
            try {
                Hours hours = new Hours(objects, wanted.region(), directory);
                return report(new Replay(wanted, hours, target, interruption, progress).run(), progress);
            } finally {
                Files.deleteIfExists(directory);
            }
        } catch (ObjectsUnavailableException | IOException e) {
            progress.line("Nothing could be started: " + e.getMessage());
            return NOT_FINISHED;
        }
    }

    private static int report(Replay.End end, Progress progress) {
        progress.line(progress.sent() + " samples sent, " + progress.refused() + " of them refused.");
        return switch (end) {
            case Replay.End.Complete complete -> progress.refused() == 0 ? COMPLETE : SOME_REFUSED;
            case Replay.End.Stopped stopped -> {
                progress.line(stopped.why() + " To go on, repeat the command with --from " + stopped.from()
                        + (stopped.skip() > 0 ? " --skip " + stopped.skip() : ""));
                yield NOT_FINISHED;
            }
        };
    }
}
