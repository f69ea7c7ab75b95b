package com.kaldrix.monitoring.metrics.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Limits;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.SampleRules;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.MalformedExpositionException;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.intake.Receipt;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake.Sample;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.relabel.RelabelAction;
import com.kaldrix.monitoring.metrics.relabel.RelabelRule;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageIntakeTest {
    private static final LabelSet TARGET = LabelSet.of("instance", "node:1", "job", "app");
    private static final Limits NONE = new Limits(0, 0, 0, 0, 0, 0, 0);
    private static final Source SOURCE = new Source("scrape", "app");

    private final RecordingIntake intake = new RecordingIntake();
    private long now = 1000;

    private static SampleRules rules(boolean honorLabels, boolean honorTimestamps, boolean track) {
        return new SampleRules(honorLabels, honorTimestamps, track, RelabelRules.none());
    }

    private static PageIntake pages(SampleRules rules, Limits limits) {
        return new PageIntake(TARGET, rules, limits);
    }

    private static PageIntake usual() {
        return pages(rules(false, true, false), NONE);
    }

    private Receipt take(PageIntake pages, String text) throws MalformedExpositionException, ScrapeFailedException {
        return take(pages, text, TextFormat.PROMETHEUS);
    }

    private Receipt take(PageIntake pages, String text, TextFormat format)
            throws MalformedExpositionException, ScrapeFailedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        now += 1000;
        pages.begin();
        try (Batch batch = intake.begin(SOURCE)) {
            pages.take(new Page(bytes, bytes.length, format), batch, now);
            pages.markVanished(batch, now);
            Receipt receipt = batch.commit();
            pages.committed();
            return receipt;
        }
    }

    private static boolean isStale(Sample sample) {
        return Double.doubleToRawLongBits(sample.value()) == Double.doubleToRawLongBits(Batch.STALE);
    }

    @Test
    void renamesLabelsThatTheTargetHasAsWell() throws Exception {
        take(usual(), "a{job=\"theirs\",exported_job=\"older\",x=\"\"} 1\n");

        assertThat(intake.samples().getFirst().labels())
                .isEqualTo(TARGET.copy()
                        .set(LabelSet.NAME, "a")
                        .set("exported_job", "older")
                        .set("exported_exported_job", "theirs"));
    }

    @Test
    void honoursLabelsOfThePageAlsoEmptyOnes() throws Exception {
        take(pages(rules(true, true, false), NONE), "a{job=\"theirs\",instance=\"\"} 1\n");

        assertThat(intake.samples().getFirst().labels()).isEqualTo(LabelSet.of(LabelSet.NAME, "a", "job", "theirs"));
    }

    @Test
    void keepsOrLeavesTheTimesOfThePage() throws Exception {
        take(usual(), "a 1 500\n");
        take(pages(rules(false, false, false), NONE), "b 1 500\n");

        assertThat(intake.samples()).extracting(Sample::timestamp).containsExactly(500L, now);
    }

    @Test
    void marksNoSeriesThatHasItsOwnTimesUnlessToldTo() throws Exception {
        PageIntake pages = usual();
        take(pages, "a 1 500\n");
        take(pages, "");
        assertThat(intake.samples()).hasSize(1);

        PageIntake tracking = pages(rules(false, true, true), NONE);
        take(tracking, "b 1 500\n");
        take(tracking, "");
        assertThat(intake.samples()).hasSize(3);
        assertThat(isStale(intake.samples().getLast())).isTrue();
    }

    @Test
    void marksNoSeriesThatThePageNowWritesInAnotherWay() throws Exception {
        PageIntake pages = usual();
        take(pages, "a{x=\"1\",y=\"2\"} 1\n");
        take(pages, "a{y=\"2\", x=\"1\"} 2\n");

        assertThat(intake.samples()).extracting(Sample::value).containsExactly(1.0, 2.0);
    }

    @Test
    void countsWhatIsNewAndWhatRulesLeave() throws Exception {
        RelabelRules dropB =
                new RelabelRules(List.of(RelabelRule.of(RelabelAction.DROP, List.of(LabelSet.NAME), "b", "", "$1")));
        PageIntake pages = pages(new SampleRules(false, true, false, dropB), NONE);

        take(pages, "a 1\nb 2\n");
        assertThat(pages.measure()).isEqualTo(new Measure(2, 1, 1));
        take(pages, "a 1\nb 2\nc 3\n");
        assertThat(pages.measure()).isEqualTo(new Measure(3, 2, 1));
        assertThat(intake.samples())
                .extracting(one -> one.labels().get(LabelSet.NAME))
                .containsExactly("a", "a", "c");
    }

    @Test
    void refusesASampleThatIsThereTwice() throws Exception {
        Receipt receipt = take(usual(), "a 1\na 2\n");

        assertThat(receipt.samples()).isEqualTo(1);
        assertThat(receipt.rejectedSamples()).isEqualTo(1);
        assertThat(receipt.sentence()).contains("twice");
    }

    @Test
    void asksAgainForASeriesThatWasRefused() throws Exception {
        intake.refuse("a");
        PageIntake pages = usual();

        assertThat(take(pages, "a 1\n").rejectedSamples()).isEqualTo(1);
        assertThat(take(pages, "a 1\n").rejectedSamples()).isEqualTo(1);
    }

    @Test
    void refusesPagesBeyondALimit() {
        String page = "abcdef{x=\"12345\"} 1\n";
        assertThatThrownBy(() -> take(pages(rules(false, true, false), new Limits(0, 0, 3, 0, 0, 0, 0)), page))
                .isInstanceOf(ScrapeFailedException.class)
                .hasMessageContaining("label_limit 3");
        assertThatThrownBy(() -> take(pages(rules(false, true, false), new Limits(0, 0, 0, 7, 0, 0, 0)), page))
                .hasMessageContaining("label_name_length_limit 7");
        assertThatThrownBy(() -> take(pages(rules(false, true, false), new Limits(0, 0, 0, 0, 5, 0, 0)), page))
                .hasMessageContaining("label_value_length_limit 5");
        assertThatThrownBy(() -> take(pages(rules(false, true, false), new Limits(0, 1, 0, 0, 0, 0, 0)), "a 1\nb 1\n"))
                .hasMessageContaining("sample_limit");
        assertThat(intake.samples()).isEmpty();
    }

    @Test
    void passesMetadataOnWhenItIsNew() throws Exception {
        PageIntake pages = usual();
        String page = "# HELP a what it is\n# TYPE a counter\na 1\n";
        take(pages, page);
        take(pages, page);
        assertThat(intake.metadata()).containsExactly(new MetricMetadata("a", MetricType.COUNTER, "what it is", ""));

        take(pages, page.replace("counter", "gauge"));
        assertThat(intake.metadata().getLast()).isEqualTo(new MetricMetadata("a", MetricType.GAUGE, "what it is", ""));
    }

    @Test
    void takesExemplars() throws Exception {
        String page = "# TYPE a counter\na_total 3 # {id=\"x\"} 0.5 7.25\na_total{b=\"c\"} 3 # {id=\"y\"} 1\n# EOF\n";
        take(usual(), page, TextFormat.OPEN_METRICS);

        assertThat(intake.exemplars())
                .extracting(one -> one.labels() + " " + one.value() + " " + one.timestamp())
                .containsExactly("{id=\"x\"} 0.5 7250", "{id=\"y\"} 1.0 " + now);
    }

    @Test
    void admitsSeriesAnewUnderOtherRules() throws Exception {
        PageIntake pages = usual();
        take(pages, "a 1\n");
        pages.rules(LabelSet.of("instance", "other", "job", "app"), rules(false, true, false), NONE);
        take(pages, "a 2\n");

        assertThat(intake.samples())
                .extracting(one -> one.labels().get("instance") + (isStale(one) ? " ends" : " " + one.value()))
                .containsExactly("node:1 1.0", "other 2.0", "node:1 ends");
    }

    @Test
    void allocatesNothingForLinesThatAreKnown() throws Exception {
        StringBuilder text = new StringBuilder("# TYPE a counter\n");
        for (int i = 0; i < 2000; i++) {
            text.append("a{method=\"get\",path=\"/some/path/")
                    .append(i)
                    .append("\"} ")
                    .append(i)
                    .append(".25\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Page page = new Page(bytes, bytes.length, TextFormat.PROMETHEUS);
        PageIntake pages = usual();
        take(pages, text.toString());
        CountingBatch counting = new CountingBatch();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            pages.begin();
            pages.take(page, counting, now);
            pages.committed();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(counting.samples).isEqualTo(20 * 2000);
        assertThat(least).as("bytes for 2,000 samples").isLessThan(4096);
    }

    /** Counts samples and keeps nothing. */
    private static final class CountingBatch implements Batch {
        private int samples;

        @Override
        public Optional<Series> series(LabelSet labels) {
            throw new AssertionError("a known line needs no series: " + labels);
        }

        @Override
        public void sample(Series series, long timestamp, double value) {
            samples++;
        }

        @Override
        public void sample(Series series, long timestamp, double value, long start) {
            samples++;
        }

        @Override
        public void refused(int count) {}

        @Override
        public Rejection refusal() {
            return Rejection.SOURCE_LIMIT;
        }

        @Override
        public void refuse(Rejection reason, int count, String what) {
            throw new AssertionError(what);
        }

        @Override
        public void histogram(Series series, long timestamp, byte[] bytes, int from, int length, long start) {}

        @Override
        public void exemplar(Series series, LabelSet labels, double value, long timestamp) {}

        @Override
        public void metadata(MetricMetadata metadata) {}

        @Override
        public Receipt commit() {
            return new Receipt(samples, 0, 0, List.of());
        }

        @Override
        public void close() {}
    }
}
