package com.kaldrix.monitoring.compliance.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PullPropertiesTest {
    private static final String FIRST = "kaldrix.pull.accounts[0].";

    private static PullProperties bind(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                FIRST + "account", "123456789012",
                FIRST + "regions", "eu-west-1,us-east-1"));
        all.putAll(more);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("kaldrix.pull", PullProperties.class)
                .get();
    }

    @Test
    void anAccountIsAskedForAllInEachRegionUnlessSomeAreNamed() {
        assertThat(bind(Map.of()).targets()).hasSize(2 * PullSource.values().length);
        assertThat(bind(Map.of(FIRST + "sources", "guardduty,securityhub-controls"))
                        .targets())
                .extracting(Object::toString)
                .containsExactly(
                        "123456789012/eu-west-1/guardduty",
                        "123456789012/eu-west-1/securityhub-controls",
                        "123456789012/us-east-1/guardduty",
                        "123456789012/us-east-1/securityhub-controls");
    }

    @ParameterizedTest
    @CsvSource({
        "accounts[0].account, 12, kaldrix.pull.accounts[0].account must be 12 digits",
        "accounts[0].role, arn:aws:iam::210987654321:role/x, must be the ARN of a role of account 123456789012",
        "accounts[0].regions, mars, must name regions such as eu-west-1",
        "accounts[1].account, 123456789012, kaldrix.pull.accounts[1].regions must name a region",
        "every, 5s, kaldrix.pull.every must be from",
        "whole-every, 1m, kaldrix.pull.whole-every must be from",
        "look-back, 91d, kaldrix.pull.look-back must be from",
        "workers, 0, kaldrix.pull.workers must be from",
        "calls.per-second, 0, kaldrix.pull.calls.per-second must be from",
        "calls.attempts, 99, kaldrix.pull.calls.attempts must be from"
    })
    void whatIsWrongIsToldByTheNameOfTheProperty(String name, String value, String sentence) {
        assertThatThrownBy(() -> bind(Map.of("kaldrix.pull." + name, value)))
                .rootCause()
                .hasMessageContaining(sentence);
    }
}
