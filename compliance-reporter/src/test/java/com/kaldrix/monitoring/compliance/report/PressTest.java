package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PressTest {
    private static final long MEGABYTE = 1 << 20;

    private static List<ReportFinding> findings() throws IOException {
        List<ReportFinding> findings = new ArrayList<>();
        ExampleReports.fleet().forEach(findings::add);
        return findings;
    }

    private static ReportFindings in(List<ReportFinding> findings) {
        return reader -> {
            for (ReportFinding finding : findings) {
                reader.take(finding);
            }
        };
    }

    @Test
    void makesTheSameBytesAgain() throws IOException {
        MemoryFolder again = new MemoryFolder();
        PrintedReport printed = ReportExamplesOnce.press().print(ExampleReports.data(), ExampleReports.fleet(), again);
        assertThat(printed.files()).isEqualTo(ReportExamplesOnce.printed().files());
        for (String name : again.names()) {
            assertThat(again.bytes(name)).as(name).isEqualTo(ReportExamplesOnce.bytes(name));
        }
    }

    @Test
    void oneFindingMoreIsAnotherDataSetOfTheSameReport() throws IOException {
        List<ReportFinding> less = findings();
        less.removeLast();
        PrintedReport printed =
                new ReportPress(List.of(), List.of()).print(ExampleReports.data(), in(less), new MemoryFolder());
        WholeReport whole = ReportExamplesOnce.printed().whole();
        assertThat(printed.whole().dataSet()).isNotEqualTo(whole.dataSet());
        assertThat(printed.whole().data().header().id())
                .isEqualTo(whole.data().header().id());
    }

    @Test
    void refusesFindingsOutOfOrder() throws IOException {
        List<ReportFinding> turned = findings().reversed();
        assertThatThrownBy(() -> new ReportPress(List.of(), List.of())
                        .print(ExampleReports.data(), in(turned), new MemoryFolder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("comes after");
        List<ReportFinding> twice = new ArrayList<>(findings());
        twice.add(1, twice.getFirst());
        assertThatThrownBy(() -> new ReportPress(List.of(), List.of())
                        .print(ExampleReports.data(), in(twice), new MemoryFolder()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFullDiskEndsItAndLeavesNoThreadBehind() {
        ReportFindings endless = ExampleReports.fleet(300_000);
        ReportFolder full = name -> new OutputStream() {
            private long room = 300_000;

            @Override
            public void write(int b) throws IOException {
                if (--room < 0) {
                    throw new IOException("no space left for " + name);
                }
            }
        };
        assertThatThrownBy(
                        () -> new ReportPress(List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()), List.of())
                                .print(ExampleReports.data(), endless, full))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no space left");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(lanes()).isEmpty());
    }

    private static Set<String> lanes() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("report-"))
                .collect(Collectors.toSet());
    }

    @Test
    void findingsThatCannotBeReadEndIt() {
        ReportFindings broken = reader -> {
            throw new IOException("the database is away");
        };
        assertThatThrownBy(() -> ReportExamplesOnce.press().print(ExampleReports.data(), broken, new MemoryFolder()))
                .isInstanceOf(IOException.class)
                .hasMessage("the database is away");
    }

    /** What it keeps does not grow: looked at after 50,000 and after 200,000 findings. */
    @Test
    void holdsNoMoreForMoreFindings() throws IOException {
        ExampleFleet fleet = ExampleReports.fleet(200_000);
        List<Long> used = new ArrayList<>();
        ReportFindings watched = reader -> {
            int[] seen = {0};
            fleet.forEach(finding -> {
                reader.take(finding);
                if (++seen[0] == 50_000 || seen[0] == 200_000) {
                    used.add(inUse());
                }
            });
        };
        PrintedReport printed = new ReportPress(
                        List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()), List.of())
                .print(
                        ExampleReports.data(Frameworks.shipped(), fleet),
                        watched,
                        name -> OutputStream.nullOutputStream());
        assertThat(printed.whole().findings().all()).isEqualTo(fleet.size()).isGreaterThan(200_000);
        assertThat(used).hasSize(2);
        assertThat(used.getLast() - used.getFirst()).isLessThan(16 * MEGABYTE);
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
