package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpiBoardTest {
    private final KpiBoard board = new KpiBoard(List.of("us-east-1", "us-west-2", "eu-west-1"));

    @Test
    void theTableHasAColumnForEachRegionAndForTheWhole() {
        KpiReading reading = new KpiReading(Map.of(
                "transactions_per_second", Map.of("us-east-1", 1412.4, "eu-west-1", 201.0, "global", 1613.4),
                "validator_participation", Map.of("eu-west-1", 64.96)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        board.show(new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, 100), reading);

        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).endsWith("   us-east-1   us-west-2   eu-west-1      global");
        assertThat(lines.get(1)).matches(" +transactions per second +1,412 +- +201 +1,613");
        assertThat(lines).anyMatch(line -> line.matches(" +validator participation, % +- +- +65\\.0 +-"));
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(board.missing(reading))
                .contains("validator_participation")
                .doesNotContain("transactions_per_second");
    }
}
