package com.kaldrix.monitoring.anomaly.backtest.cli;

import com.kaldrix.monitoring.anomaly.backtest.Backtest;
import com.kaldrix.monitoring.anomaly.file.BadInput;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import com.kaldrix.monitoring.common.process.Streams;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code backtest FILE.csv... [--seed N]}: anomaly detection on files. One file goes to standard output as
 * {@code timestamp,score,alert}, one row per row; several write {@code FILE.out.csv} beside each. {@code --nab DIR} measures
 * on the Numenta Anomaly Benchmark instead, {@code --speed} how fast it is. Exit code 2 is bad input, with a sentence that says where.
 */
public final class BacktestCommand {
    private static final String USAGE =
            "usage: backtest FILE.csv... [--seed N] | backtest --nab DIR [--seeds N] | backtest --speed";

    private BacktestCommand() {}

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(run(List.of(arguments), streams.out(), streams.err()));
    }

    /** The command with its streams given, for tests. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return execute(arguments, out, err);
        } catch (BadInput e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("cannot write: " + e.getMessage());
            return 1;
        }
    }

    private static int execute(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        List<Path> files = new ArrayList<>();
        long seed = 1;
        int seeds = 5;
        String nab = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--seed" -> seed = whole(arguments, ++i);
                case "--seeds" -> seeds = (int) whole(arguments, ++i);
                case "--nab" -> nab = next(arguments, ++i);
                case "--speed" -> {
                    SpeedTable.print(out);
                    return 0;
                }
                case "--help", "-h" -> {
                    out.println(USAGE);
                    return 0;
                }
                default -> {
                    if (argument.startsWith("--")) {
                        throw new BadInput("there is no option %s; %s".formatted(argument, USAGE));
                    }
                    files.add(Path.of(argument));
                }
            }
        }
        if (!nab.isEmpty()) {
            NabTable.print(Path.of(nab), seeds, out, err);
            return 0;
        }
        if (files.isEmpty()) {
            throw new BadInput("no file is given; " + USAGE);
        }
        backtest(files, seed, out, err);
        return 0;
    }

    private static void backtest(List<Path> files, long seed, PrintStream out, PrintStream err) throws IOException {
        // All are read before one is written, so that bad input leaves nothing half done.
        List<SeriesFile> read = files.stream().map(SeriesFile::read).toList();
        Backtest backtest = new Backtest(Tier.FULL, Parameters.current(), seed);
        if (files.size() == 1) {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write(read.getFirst(), backtest.run(read.getFirst()), writer);
            writer.flush();
            return;
        }
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i).getFileName().toString();
            String stem = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
            Path to = files.get(i).resolveSibling(stem + ".out.csv");
            try (Writer writer = Files.newBufferedWriter(to)) {
                write(read.get(i), backtest.run(read.get(i)), writer);
            }
            err.println("wrote " + to);
        }
    }

    private static void write(SeriesFile file, List<Verdict> verdicts, Writer out) throws IOException {
        out.write("timestamp,score,alert\n");
        for (int i = 0; i < file.size(); i++) {
            Verdict verdict = verdicts.get(i);
            out.write(file.stamps().get(i));
            out.write(String.format(Locale.ROOT, ",%.6f,%d\n", verdict.score(), verdict.alert() ? 1 : 0));
        }
    }

    private static String next(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new BadInput("%s needs a value; %s".formatted(arguments.get(at - 1), USAGE));
        }
        return arguments.get(at);
    }

    private static long whole(List<String> arguments, int at) {
        String text = next(arguments, at);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInput("%s needs a whole number, not \"%s\"".formatted(arguments.get(at - 1), text));
        }
    }
}
