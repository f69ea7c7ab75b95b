package com.kaldrix.monitoring.compliance.report.json;

import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The report as canonical JSON: {@code facts}, {@code findings}, {@code format}, {@code groups} and {@code sha256}, the hash of its data set. That is
 * SHA-256 over the canonical facts and every canonical finding in their order, a new line after each.
 */
public final class ReportJson implements FindingsWriter {
    /** What the file is called. */
    public static final String FILE = "report.json";

    private static final String FORMAT = "kaldrix-compliance-report/1";

    private final Utf8Output out;
    private final JsonStream json;
    private final FindingJson findings = new FindingJson();
    private final Scratch scratch = new Scratch();
    private final Utf8Output scratchOut = new Utf8Output(scratch);
    private final JsonStream scratchJson = JsonStream.canonical(scratchOut);
    private final MessageDigest dataSet;
    private boolean empty = true;

    public ReportJson(ReportData data, OutputStream to) throws IOException {
        this.out = new Utf8Output(to);
        this.json = JsonStream.canonical(out);
        try {
            this.dataSet = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
        FactsJson.write(scratchJson, data);
        json.object().name("facts");
        hand();
        json.name("findings").list();
    }

    @Override
    public void take(ReportFinding finding) throws IOException {
        findings.write(scratchJson.anew(), finding);
        if (!empty) {
            out.ascii(',');
        }
        empty = false;
        hand();
    }

    private void hand() throws IOException {
        scratchOut.flush();
        scratch.write('\n');
        dataSet.update(scratch.bytes(), 0, scratch.size());
        json.rawPart(scratch.bytes(), scratch.size() - 1);
        scratch.reset();
    }

    /** The hash of the data set, 64 hexadecimal digits; called once, after the last finding. */
    public String dataSet() {
        return HexFormat.of().formatHex(dataSet.digest());
    }

    @Override
    public void finish(WholeReport report) throws IOException {
        json.endList().member("format", FORMAT).name("groups");
        GroupsJson.write(json, report.findings());
        json.member("sha256", report.dataSet()).endObject();
        out.ascii('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Bytes that can be looked at without a copy. */
    private static final class Scratch extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
