package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
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
import org.jspecify.annotations.Nullable;

/**
 * {@code again FOLDER [NEW FOLDER]}: makes every file of a report again from its {@code report.json}, without a network and without the database, and
 * holds each against the manifest. Exit code 0 when all come out as they were, 1 when one does not, 2 when it cannot be done.
 */
public final class ReportAgainCommand {
    private static final String USAGE = "usage: ./kaldrix report again FOLDER [NEW FOLDER]";
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
            if (arguments.size() < 2
                    || arguments.size() > 3
                    || !arguments.getFirst().equals("again")) {
                throw new IllegalArgumentException(USAGE);
            }
            return again(Path.of(arguments.get(1)), arguments.size() == 3 ? Path.of(arguments.get(2)) : null);
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

    private int again(Path folder, @Nullable Path fresh) throws IOException {
        Manifest manifest = Manifest.parse(SignedNote.parse(Files.readString(folder.resolve(Manifest.FILE)))
                .text());
        DataSet data = DataSet.open(folder.resolve(ReportJson.FILE));
        if (fresh != null) {
            Files.createDirectories(fresh);
        }
        PrintedReport printed = new ReportPress(
                        List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                        List.of(new HtmlFormat(), new PdfFormat()))
                .print(
                        data.facts(),
                        data,
                        name -> fresh == null
                                ? OutputStream.nullOutputStream()
                                : Files.newOutputStream(fresh.resolve(name)));
        Map<String, PrintedReport.PrintedFile> promised = new HashMap<>();
        manifest.files().forEach(file -> promised.put(file.name(), file));
        boolean same = promised.size() == printed.files().size()
                && manifest.report().equals(data.facts().header().id());
        for (PrintedReport.PrintedFile file : printed.files()) {
            boolean asItWas = file.equals(promised.get(file.name()));
            out.println(file.name() + (asItWas ? " is the same." : " is another one."));
            same &= asItWas;
        }
        out.println(same ? "Made again byte for byte." : "NOT the same.");
        return same ? SAME : DIFFERENT;
    }
}
