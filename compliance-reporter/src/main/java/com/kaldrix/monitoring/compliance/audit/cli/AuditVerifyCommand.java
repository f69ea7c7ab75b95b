package com.kaldrix.monitoring.compliance.audit.cli;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify EXPORT [--key FILE] [--checkpoint FILE]...}: checks an export of the audit trail, without a network. Exit code 0 when it is
 * intact, 1 when it is not, 2 when it cannot be looked at.
 */
public final class AuditVerifyCommand {
    private static final String USAGE = "usage: ./kaldrix audit verify EXPORT [--key FILE] [--checkpoint FILE]...";
    private static final int INTACT = 0;
    private static final int DAMAGED = 1;
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    AuditVerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(new AuditVerifyCommand(streams.out(), streams.err()).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            return verify(arguments);
        } catch (UsageException e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
            return REFUSED;
        } catch (IOException e) {
            err.println("The export cannot be read: " + e.getMessage() + ".");
            return REFUSED;
        }
    }

    private int verify(List<String> arguments) throws IOException, UsageException {
        Path export = null;
        Path keyFile = null;
        List<SignedNote> kept = new ArrayList<>();
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
            throw new UsageException(USAGE);
        }
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--key" -> keyFile = path(value(arguments, ++i, argument));
                case "--checkpoint" -> kept.add(checkpoint(path(value(arguments, ++i, argument))));
                default -> {
                    if (argument.startsWith("-") || export != null) {
                        throw new UsageException("'" + argument + "' is not understood. " + USAGE);
                    }
                    export = path(argument);
                }
            }
        }
        if (export == null) {
            throw new UsageException("No export is named. " + USAGE);
        }
        if (!Files.isRegularFile(export)) {
            throw new NoSuchFileException(export.toString());
        }
        Optional<NoteKey> key = key(keyFile);
        return tell(new ExportVerifier(key, kept).verify(export), key);
    }

    private int tell(Verdict verdict, Optional<NoteKey> key) {
        out.println(verdict.entries() + " entries, " + verdict.checkpoints()
                + " signed checkpoints; they speak for the first " + verdict.covered() + ".");
        if (key.isEmpty()) {
            out.println(
                    "Signatures were held against the key in the export itself; --key FILE holds them against yours.");
        }
        verdict.problems().forEach(out::println);
        out.println(verdict.isIntact() ? "Intact." : "NOT intact.");
        return verdict.isIntact() ? INTACT : DAMAGED;
    }

    private static Optional<NoteKey> key(@Nullable Path file) throws IOException, UsageException {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(NoteKey.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--key " + file + ": " + e.getMessage() + ".");
        }
    }

    private static SignedNote checkpoint(Path file) throws IOException, UsageException {
        try {
            return SignedNote.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--checkpoint " + file + ": " + e.getMessage() + ".");
        }
    }

    private static String value(List<String> arguments, int at, String option) throws UsageException {
        if (at >= arguments.size()) {
            throw new UsageException("After " + option + " a file is missing. " + USAGE);
        }
        return arguments.get(at);
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + text + "' is no path.");
        }
    }

    /** What was asked for cannot be done, and why. */
    private static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
