package com.kaldrix.monitoring.compliance.report.cli;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.report.manifest.ManifestVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code verify FOLDER [--key FILE]}: holds a report's files against its signed manifest, without a network. Exit code 0 when all are as they were
 * made, 1 when one is not, 2 when it cannot be looked at.
 */
public final class ReportVerifyCommand {
    private static final String USAGE = "usage: ./kaldrix report verify FOLDER [--key FILE]";
    private static final int INTACT = 0;
    private static final int DAMAGED = 1;
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    ReportVerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(new ReportVerifyCommand(streams.out(), streams.err()).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            return verify(arguments);
        } catch (InvalidPathException e) {
            err.println("'" + e.getInput() + "' is no path.");
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (IOException e) {
            err.println("The report cannot be read: " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        }
        return REFUSED;
    }

    private int verify(List<String> arguments) throws IOException {
        List<String> rest = new ArrayList<>(arguments);
        Optional<NoteKey> key = Optional.empty();
        int option = rest.indexOf("--key");
        if (option >= 0 && option + 1 < rest.size()) {
            key = Optional.of(key(Path.of(rest.get(option + 1))));
            rest.subList(option, option + 2).clear();
        }
        if (rest.size() != 2
                || !rest.getFirst().equals("verify")
                || rest.getLast().startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        ManifestVerifier.Verdict verdict = new ManifestVerifier(key).verify(Path.of(rest.getLast()));
        verdict.manifest().ifPresent(manifest -> {
            out.println("Report " + manifest.report() + ", " + manifest.files().size() + " files, data set sha256:"
                    + manifest.dataSet() + ".");
            out.println("Made from the first " + manifest.trail().size() + " entries of the audit trail "
                    + manifest.trail().origin() + " with the root "
                    + Base64.getEncoder().encodeToString(manifest.trail().root()) + ".");
        });
        if (key.isEmpty()) {
            out.println("Whose signature it is was not looked at; --key FILE holds it against your key.");
        }
        verdict.problems().forEach(out::println);
        out.println(verdict.isIntact() ? "Intact." : "NOT intact.");
        return verdict.isIntact() ? INTACT : DAMAGED;
    }

    private static NoteKey key(Path file) throws IOException {
        try {
            return NoteKey.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--key " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
