package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.postgres.PostgresException;
import com.kaldrix.monitoring.local.stack.AlertmanagerKit;
import com.kaldrix.monitoring.local.stack.StackException;
import com.kaldrix.monitoring.local.supervise.ServiceFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The commands behind {@code ./kaldrix} that need Java. Exit codes: 0 done, 1 it went wrong, 2 it was asked for wrongly.
 */
public final class Kaldrix {
    /** Tells the scripted story; its {@code main} takes the arguments after {@code demo}. */
    static final String DEMO = "com.kaldrix.monitoring.local.demo.Demo";

    /** Held, for a level that was set is forgotten with its logger. It warns of attributes that it does not know. */
    private static final Logger ELASTIC_MQ = Logger.getLogger("org.elasticmq");

    private Kaldrix() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        if (args.length > 0 && !args[0].equals("daemon")) {
            // What libraries tell about their start is for the supervisor's log, not for the terminal.
            Logger.getLogger("").setLevel(Level.WARNING);
            ELASTIC_MQ.setLevel(Level.SEVERE);
        }
        int exit;
        try {
            exit = run(List.of(args));
        } catch (UsageException wrong) {
            exit = complain(wrong, 2);
        } catch (StackException | ServiceFailedException | PostgresException | IOException failure) {
            exit = complain(failure, 1);
        } catch (UncheckedIOException failure) {
            exit = complain(failure, 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            exit = 130;
        }
        System.out.flush();
        System.exit(exit);
    }

    private static int complain(Exception why, int exit) {
        System.err.println(why.getMessage());
        return exit;
    }

    private static int run(List<String> args) throws IOException, InterruptedException {
        if (args.isEmpty()) {
            throw new UsageException("Say what to do; ./kaldrix help lists the commands.");
        }
        Path root = root();
        List<String> rest = args.subList(1, args.size());
        return switch (args.getFirst()) {
            case "up" -> {
                Arguments arguments = Arguments.parse(rest, UpCommand.OPTIONS, UpCommand.FLAGS, 0);
                yield new UpCommand(root, state(root, arguments), arguments).run();
            }
            case "down" -> {
                Arguments arguments = Arguments.parse(rest, Set.of("--state"), Set.of("--wipe"), 0);
                yield new DownCommand(root, state(root, arguments), arguments.has("--wipe")).run();
            }
            case "status" -> {
                Arguments arguments = Arguments.parse(rest, Set.of("--state"), Set.of(), 0);
                yield new StatusCommand(root, state(root, arguments), Clock.systemUTC()).run();
            }
            case "logs" -> {
                Arguments arguments = Arguments.parse(rest, Set.of("--state"), Set.of("-f"), 1);
                yield new LogsCommand(state(root, arguments), arguments).run();
            }
            case "daemon" -> {
                Arguments arguments = Arguments.parse(rest, Set.of("--state"), Set.of(), 0);
                yield new Daemon(root, state(root, arguments)).run();
            }
            case "alertmanager-kit" -> {
                AlertmanagerKit.prepare(root, System.err::println);
                yield 0;
            }
            case "demo" -> demo(rest);
            default ->
                throw new UsageException(
                        "There is no command " + args.getFirst() + "; ./kaldrix help lists the commands.");
        };
    }

    private static Path root() {
        return Path.of(System.getProperty("kaldrix.root", "")).toAbsolutePath().normalize();
    }

    private static Path state(Path root, Arguments arguments) {
        return arguments
                .value("--state")
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .orElse(root.resolve(".kaldrix"));
    }

    private static int demo(List<String> args) {
        try {
            Class.forName(DEMO).getMethod("main", String[].class).invoke(null, (Object) args.toArray(String[]::new));
            return 0;
        } catch (ClassNotFoundException missing) {
            throw new UsageException("This build has no demo.");
        } catch (InvocationTargetException failure) {
            throw new StackException("The demo failed: " + failure.getCause(), failure);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(Arrays.toString(args.toArray()), impossible);
        }
    }
}
