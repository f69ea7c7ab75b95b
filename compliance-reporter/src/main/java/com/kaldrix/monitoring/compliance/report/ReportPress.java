package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.report.json.ReportJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of a report in one pass over its findings: those that hold every finding while they go by, each in a thread of its own, and those
 * for people afterwards. Holds a few thousand findings at a time, however many there are.
 */
public final class ReportPress {
    private static final int BATCH = 256;

    private final List<FindingsFormat> lists;
    private final List<PageFormat> pages;

    /**
     * @param lists formats that hold every finding, beside JSON, which is always made
     * @param pages formats for people
     */
    public ReportPress(List<FindingsFormat> lists, List<PageFormat> pages) {
        this.lists = List.copyOf(lists);
        this.pages = List.copyOf(pages);
    }

    /**
     * Makes all files.
     *
     * @throws IOException when the findings cannot be read or a file cannot be written; what is written by then is of no use
     * @throws IllegalStateException when the findings do not come in the order of their keys, or one comes twice
     */
    public PrintedReport print(ReportData data, ReportFindings findings, ReportFolder folder) throws IOException {
        try (Run run = new Run(data, folder)) {
            run.pass(findings);
            return run.finish();
        }
    }

    /** One printing. */
    private final class Run implements Closeable {
        private final ReportData data;
        private final ReportFolder folder;
        private final FindingGroups groups;
        private final Deque<Closeable> open = new ArrayDeque<>();
        private final List<MeasuredOutput> outputs = new ArrayList<>();
        private final List<Lane> lanes = new ArrayList<>();

        Run(ReportData data, ReportFolder folder) {
            this.data = data;
            this.folder = folder;
            this.groups = new FindingGroups(data.header().cutOff(), FindingGroups.Room.USUAL);
        }

        private final List<FindingsWriter> writers = new ArrayList<>();
        private @Nullable ReportJson json;

        void pass(ReportFindings findings) throws IOException {
            ReportJson whole = new ReportJson(data, output(ReportJson.FILE));
            json = whole;
            writer(ReportJson.FILE, whole);
            for (FindingsFormat format : lists) {
                writer(format.file(), format.open(data, output(format.file())));
            }
            lanes.add(new Lane("groups", groups::add));
            lanes.forEach(Lane::start);
            Batches batches = new Batches(lanes);
            findings.forEach(batches);
            batches.hand();
            for (Lane lane : lanes) {
                lane.finish();
            }
        }

        private void writer(String name, FindingsWriter writer) {
            open.push(writer);
            writers.add(writer);
            lanes.add(new Lane(name, writer));
        }

        private OutputStream output(String name) throws IOException {
            MeasuredOutput output = new MeasuredOutput(name, folder.create(name));
            open.push(output);
            outputs.add(output);
            return output;
        }

        PrintedReport finish() throws IOException {
            if (json == null) {
                throw new IllegalStateException("nothing has gone by");
            }
            WholeReport whole = new WholeReport(data, groups.finish(), json.dataSet());
            for (FindingsWriter writer : writers) {
                writer.finish(whole);
                writer.close();
            }
            for (PageFormat page : pages) {
                try (OutputStream out = output(page.file())) {
                    page.write(whole, out);
                }
            }
            return new PrintedReport(
                    whole,
                    outputs.stream()
                            .map(MeasuredOutput::file)
                            .sorted(Comparator.comparing(PrintedReport.PrintedFile::name))
                            .toList());
        }

        @Override
        public void close() throws IOException {
            lanes.forEach(Lane::stop);
            IOException failure = null;
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (IOException e) {
                    failure = failure == null ? e : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Gathers findings, so that threads meet less often; and sees to their order. */
    private static final class Batches implements ReportFindings.Reader {
        private final List<Lane> lanes;
        private List<ReportFinding> batch = new ArrayList<>(BATCH);
        private @Nullable FindingKey last;

        Batches(List<Lane> lanes) {
            this.lanes = lanes;
        }

        @Override
        public void take(ReportFinding finding) throws IOException {
            if (last != null && last.compareTo(finding.key()) >= 0) {
                throw new IllegalStateException(finding.key() + " comes after " + last);
            }
            last = finding.key();
            batch.add(finding);
            if (batch.size() == BATCH) {
                hand();
            }
        }

        void hand() throws IOException {
            if (!batch.isEmpty()) {
                for (Lane lane : lanes) {
                    lane.hand(batch);
                }
                batch = new ArrayList<>(BATCH);
            }
        }
    }
}
