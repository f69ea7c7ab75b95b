package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import com.kaldrix.monitoring.compliance.report.ReportPress;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.json.ReportJson;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code again FOLDER [NEW FOLDER]}: makes every file of a report again from its {@code report.json}, without a network and without the database, and
 * holds each against the manifest. With {@code --trail EXPORT} the data set comes from the audit trail instead, which is verified first, and what the
 * report says is held against what the trail says by itself; with {@code --report ID} nothing else is needed. Exit code 0 when all come out as they
 * were, 1 when one does not or the two disagree, 2 when it cannot be done.
 */
public final class ReportAgainCommand {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    ReportAgainCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(new ReportAgainCommand(streams.out(), streams.err()).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            Task task = Task.of(arguments);
            @Nullable Path trail = task.trail();
            return trail == null ? again(task) : again(task, trail);
        } catch (InvalidPathException e) {
            err.println("'" + e.getInput() + "' is no path.");
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (IOException e) {
            err.println("The report cannot be made again: " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        }
        return REFUSED;
    }

    private int again(Task task) throws IOException {
        Path folder = Objects.requireNonNull(task.folder());
        DataSet data = DataSet.open(folder.resolve(ReportJson.FILE));
        Manifest manifest = manifest(folder);
        boolean same = print(data.facts(), data, promised(manifest), task.fresh())
                && manifest.report().equals(data.facts().header().id());
        return tell(same);
    }

    private int again(Task task, Path export) throws IOException {
        @Nullable Path folder = task.folder();
        Optional<Manifest> manifest = folder == null ? Optional.empty() : Optional.of(manifest(folder));
        UUID report = manifest.map(Manifest::report).orElseGet(() -> Objects.requireNonNull(task.report()));
        Verdict verdict = new ExportVerifier(key(task.key()), List.of()).verify(export);
        if (!verdict.isIntact()) {
            verdict.problems().forEach(out::println);
            return tell(false);
        }
        Path lines = Files.createTempFile("report-" + report, ".lines");
        try {
            Optional<RecordedReport> recorded = RecordedReport.find(export, report, lines);
            if (recorded.isEmpty()) {
                throw new IllegalArgumentException("The trail does not say that report " + report + " was made.");
            }
            return tell(again(recorded.get(), lines, manifest, task, verdict));
        } finally {
            Files.delete(lines);
        }
    }

    private boolean again(RecordedReport recorded, Path lines, Optional<Manifest> manifest, Task task, Verdict verdict)
            throws IOException {
        DataSet data = DataSet.ofLines(lines);
        Path export = Objects.requireNonNull(task.trail());
        boolean same = true;
        if (verdict.covered() <= recorded.place()) {
            out.println("No checkpoint speaks for entry " + recorded.place() + " yet, which says that it was made.");
            same = false;
        }
        if (manifest.isPresent() && !isOf(manifest.get(), recorded)) {
            out.println("The manifest is not that of the report in the trail.");
            same = false;
        }
        Comparison comparison =
                new Comparison(data.facts(), TrailSays.read(export, data.facts().header(), recorded.place()));
        same &= print(
                data.facts(),
                reader -> data.forEach(finding -> {
                    comparison.take(finding);
                    reader.take(finding);
                }),
                recorded.files(),
                task.fresh());
        comparison.finish();
        comparison.problems().forEach(out::println);
        out.println("Of " + comparison.agreed() + " findings the trail says the same.");
        return same && comparison.problems().isEmpty();
    }

    private static boolean isOf(Manifest manifest, RecordedReport recorded) {
        return manifest.dataSet().equals(recorded.dataSet())
                && promised(manifest).equals(recorded.files());
    }

    private static Map<String, PrintedReport.PrintedFile> promised(Manifest manifest) {
        Map<String, PrintedReport.PrintedFile> promised = new HashMap<>();
        manifest.files().forEach(file -> promised.put(file.name(), file));
        return promised;
    }

    private static Manifest manifest(Path folder) throws IOException {
        return Manifest.parse(SignedNote.parse(Files.readString(folder.resolve(Manifest.FILE)))
                .text());
    }

    private static Optional<NoteKey> key(@Nullable Path file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(NoteKey.parse(Files.readString(file)));
    }

    private boolean print(
            ReportData facts,
            ReportFindings findings,
            Map<String, PrintedReport.PrintedFile> promised,
            @Nullable Path fresh)
            throws IOException {
        if (fresh != null) {
            Files.createDirectories(fresh);
        }
        PrintedReport printed = new ReportPress(
                        List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                        List.of(new HtmlFormat(), new PdfFormat()))
                .print(
                        facts,
                        findings,
                        name -> fresh == null
                                ? OutputStream.nullOutputStream()
                                : Files.newOutputStream(fresh.resolve(name)));
        boolean same = promised.size() == printed.files().size();
        for (PrintedReport.PrintedFile file : printed.files()) {
            boolean asItWas = file.equals(promised.get(file.name()));
            out.println(file.name() + (asItWas ? " is the same." : " is another one."));
            same &= asItWas;
        }
        return same;
    }

    private int tell(boolean same) {
        out.println(same ? "Made again byte for byte." : "NOT the same.");
        return same ? SAME : DIFFERENT;
    }
}
