package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Expectation> EXPECTATIONS = Night.expectations();

    @Test
    void aGoodNightFitsEightyColumns() {
        String text = report(messages(), List.of(), StandardCharsets.UTF_8);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(text)
                .contains("All " + EXPECTATIONS.size() + " messages arrived where they should")
                .contains("12 repetitions by Prometheus")
                .contains("3 attempts at Slack")
                .doesNotContain("MISSING", "{", "\033");
    }

    @Test
    void whatIsMissingStandsInTheTableAndBelow() {
        List<Message> arrived = new ArrayList<>(messages());
        arrived.removeIf(message -> message.kind() == Kind.FALLBACK);
        String text = report(arrived, List.of("At 5:00: it was answered with 404"), StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.contains("MISSING")))
                .singleElement()
                .asString()
                .contains("fallback for Slack");
        assertThat(text.replaceAll("\\s+", " "))
                .contains("This is not as it should be:")
                .contains("- At 5:00: it was answered with 404")
                .contains(
                        "- PagerDuty, prod-gateway-latency: \"fallback for Slack, after 2 min\" for p1-high did not come")
                .contains((EXPECTATIONS.size() - 1) + " of " + EXPECTATIONS.size() + " messages arrived");
    }

    @Test
    void aTerminalWithoutUnicodeGetsNone() {
        assertThat(report(messages(), List.of(), StandardCharsets.US_ASCII)).matches("[ -~\\n]*");
    }

    private static List<Message> messages() {
        return EXPECTATIONS.stream()
                .map(one -> new Message(
                        one.window().from(),
                        one.place(),
                        one.subject(),
                        one.kind(),
                        one.receiver(),
                        "[P0] " + one.subject() + " ×200 (us-west-2, consensus)",
                        String.join(" ", one.says())))
                .toList();
    }

    private static String report(List<Message> messages, List<String> troubles, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(bytes, true, charset), false, false, 80);
        Outcome outcome = Outcome.of(EXPECTATIONS, messages);
        Report report = new Report(screen);
        report.table(EXPECTATIONS, outcome);
        report.heldBack(Night.heldBack(), Map.of("repetitions", 12, "refused", 3));
        report.verdict(EXPECTATIONS, outcome, troubles);
        return bytes.toString(charset);
    }
}
