package com.kaldrix.monitoring.compliance.report.archive;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.Retention;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.PrintedReport.PrintedFile;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.ReportPress;
import com.kaldrix.monitoring.compliance.report.json.ReportJson;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.report.schedule.ReportRetention;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Makes reports and keeps them, under {@code reports/KIND/FIRST DAY/ID/}. The signed manifest comes last: where it is, the report is whole. What is kept
 * is never written over; a report that is made again has to come to the same bytes.
 */
public final class ReportArchive {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "pdf", "application/pdf",
            "json", "application/json",
            "jsonl", "application/jsonl",
            "csv", "text/csv; charset=utf-8",
            "note", "text/plain; charset=utf-8");

    private final Objects objects;
    private final ReportPress press;
    private final NoteSigner signer;
    private final ReportRetention retention;
    private final Clock clock;

    public ReportArchive(
            Objects objects, ReportPress press, NoteSigner signer, ReportRetention retention, Clock clock) {
        this.objects = objects;
        this.press = press;
        this.signer = signer;
        this.retention = retention;
        this.clock = clock;
    }

    /** Where the files of a report are, ending in a slash. */
    public static String folder(ReportHeader header) {
        return "reports/" + header.kind().word() + "/"
                + header.period().from().atZone(header.period().zone()).toLocalDate() + "/" + header.id() + "/";
    }

    /**
     * Makes a report and keeps it. When it is broken off it can be called again.
     *
     * @return what was made, and is now kept
     * @throws IOException when the findings cannot be read or there is no room for the files
     * @throws ReportDiffersException when it is kept already, with other bytes
     * @throws com.kaldrix.monitoring.common.objects.ObjectsUnavailableException when the store cannot be reached
     * @throws com.kaldrix.monitoring.compliance.audit.note.SigningFailedException when the key cannot be reached
     */
    public PrintedReport make(ReportData data, ReportFindings findings) throws IOException {
        return make(data, findings, (printed, dataSet) -> {});
    }

    /** Does something with a report that is kept. */
    @FunctionalInterface
    public interface Afterwards {
        /**
         * Does it.
         *
         * @param printed what was made
         * @param dataSet its {@code report.json}, which is there until this returns
         * @throws IOException when it cannot be done
         */
        void with(PrintedReport printed, Path dataSet) throws IOException;
    }

    /**
     * The same, and then something more while the files are at hand.
     *
     * @throws IOException as above, or what {@code afterwards} throws
     */
    public PrintedReport make(ReportData data, ReportFindings findings, Afterwards afterwards) throws IOException {
        Path desk = Files.createTempDirectory("report-" + data.header().id());
        try {
            PrintedReport printed = press.print(data, findings, name -> Files.newOutputStream(desk.resolve(name)));
            Retention until = new Retention(
                    Retention.Mode.COMPLIANCE, retention.until(data.header().kind(), clock.instant()));
            String folder = folder(data.header());
            for (PrintedFile file : printed.files()) {
                keep(folder + file.name(), file, desk.resolve(file.name()), until);
            }
            sign(folder + Manifest.FILE, Manifest.of(printed), until);
            afterwards.with(printed, desk.resolve(ReportJson.FILE));
            return printed;
        } finally {
            clear(desk);
        }
    }

    private void keep(String key, PrintedFile file, Path made, Retention until) throws IOException {
        ObjectContent content =
                ObjectContent.handedOver(made).typed(type(file.name())).retained(until);
        if (!objects.createIfAbsent(key, content) && !hash(key).equals(file.sha256())) {
            throw new ReportDiffersException(key);
        }
    }

    // Two signatures of the same text differ, so it is the text that counts.
    private void sign(String key, Manifest manifest, Retention until) throws IOException {
        byte[] note = signer.sign(manifest.text()).encode().getBytes(StandardCharsets.UTF_8);
        if (!objects.createIfAbsent(key, ObjectContent.of(note).typed(type(key)).retained(until))
                && !kept(key).equals(manifest.text())) {
            throw new ReportDiffersException(key);
        }
    }

    private String kept(String key) throws IOException {
        try (InputStream in = open(key)) {
            return SignedNote.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .text();
        } catch (IllegalArgumentException e) {
            throw new IOException(key + " is no manifest", e);
        }
    }

    private String hash(String key) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(open(key), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private InputStream open(String key) throws IOException {
        Optional<InputStream> kept = objects.get(key);
        if (kept.isEmpty()) {
            throw new IOException(key + " was there, and is gone");
        }
        return kept.get();
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static void clear(Path desk) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(desk)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(desk);
    }
}
