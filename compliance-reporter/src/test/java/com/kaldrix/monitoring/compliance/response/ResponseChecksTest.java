package com.kaldrix.monitoring.compliance.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.JoinedFinding;
import com.kaldrix.monitoring.compliance.own.OwnFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseChecksTest {
    private static final Instant OPENED = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID INCIDENT = UUID.fromString("0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e");

    private final ResponseChecks checks =
            new ResponseChecks(new ResponseProperties("123456789012", Map.of()), new OwnFindings("123456789012"));

    private static Optional<Instant> after(int minutes) {
        return minutes < 0 ? Optional.empty() : Optional.of(OPENED.plus(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @CsvSource({
        // severity, acknowledged after, resolved after, what is found
        "P1, 15, -1, response-time PASSED;alert-acknowledgement PASSED",
        "P1, 16, -1, response-time FAILED;alert-acknowledgement PASSED",
        "P1, -1, -1, ''",
        "P1, -1, 15, response-time PASSED",
        "P1, -1, 16, response-time FAILED;alert-acknowledgement FAILED",
        "P1, 20, 10, response-time FAILED;alert-acknowledgement PASSED",
        "P3, 900, 901, ''",
    })
    void judgesWhatIsKnown(String severity, int acknowledged, int resolved, String found) {
        List<Finding> findings = checks.of(
                List.of(new Answered(INCIDENT, severity, OPENED, after(acknowledged), after(resolved), OPENED)),
                OPENED.plus(Duration.ofDays(1)));
        assertThat(findings.stream()
                        .map(finding -> finding.key().control().name() + " "
                                + finding.verdict().compliance())
                        .collect(Collectors.joining(";")))
                .isEqualTo(found);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.key().account()).isEqualTo("123456789012");
            assertThat(finding.clues().ownCheck())
                    .isEqualTo(finding.key().control().name());
        });
    }

    @Test
    void theOrderOfEventsMakesNoDifference() {
        List<AlertResponse> events =
                List.of(event("opened", 0), event("escalated", 10), event("acknowledged", 20), event("resolved", 40));
        Map<String, Integer> outcomes = new HashMap<>();
        for (long seed = 0; seed < 10; seed++) {
            List<AlertResponse> order = new ArrayList<>(events);
            Collections.shuffle(order, new Random(seed));
            try (MigratedDatabase database = new MigratedDatabase()) {
                AlertResponses responses = new JdbcAlertResponses(database.jdbc());
                Map<String, JoinedFinding> joined = new HashMap<>();
                Instant told = OPENED.plus(Duration.ofHours(1));
                for (AlertResponse event : order) {
                    responses.add(List.of(event, event));
                    told = told.plusSeconds(1);
                    for (Finding finding : checks.of(responses.incidents(List.of(INCIDENT)), told)) {
                        joined.merge(
                                finding.key().control().name(),
                                JoinedFinding.of(finding),
                                (known, one) -> known.join(finding));
                    }
                }
                String outcome = joined.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one ->
                                one.getKey() + " " + one.getValue().verdict().compliance())
                        .collect(Collectors.joining(";"));
                outcomes.merge(outcome, 1, Integer::sum);
                assertThat(responses.times(OPENED, OPENED.plusSeconds(1)))
                        .singleElement()
                        .satisfies(times -> {
                            assertThat(times.incidents()).isEqualTo(1);
                            assertThat(times.median()).contains(Duration.ofMinutes(20));
                        });
            }
        }
        assertThat(outcomes).containsOnlyKeys("alert-acknowledgement PASSED;response-time FAILED");
    }

    private static AlertResponse event(String change, int minutes) {
        return new AlertResponse(
                "/alert-processor/" + change,
                INCIDENT,
                change,
                "P1",
                "title",
                "alice",
                OPENED,
                OPENED.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void badPropertiesAreRefusedByName() {
        assertThatThrownBy(() -> new ResponseProperties("1", Map.of()))
                .hasMessageContaining("kaldrix.response.account");
        assertThatThrownBy(() -> new ResponseProperties("123456789012", Map.of("P9", Duration.ofMinutes(1))))
                .hasMessageContaining("kaldrix.response.targets");
    }
}
