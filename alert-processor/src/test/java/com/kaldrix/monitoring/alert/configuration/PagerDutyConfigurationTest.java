package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration.Key;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pagerduty_configs}: both kinds of keys, and where they go. */
class PagerDutyConfigurationTest {
    private static String file(String global, String pager) {
        return "global: {" + global
                + "}\nroute: {receiver: team}\nreceivers:\n  - name: team\n    pagerduty_configs: [{" + pager + "}]\n";
    }

    private static PagerDutyIntegration pager(String global, String pager) {
        return (PagerDutyIntegration) alertmanager(file(global, pager))
                .receivers()
                .getFirst()
                .integrations()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "~~https://events.pagerduty.com/generic/2010-04-15/create_event.json",
                "pagerduty_url: 'https://events.eu.pagerduty.com/v2/enqueue'~~https://events.eu.pagerduty.com/generic/2010-04-15/create_event.json",
                "~, url: 'http://localhost:1/pd/v2/enqueue'~http://localhost:1/pd/generic/2010-04-15/create_event.json",
                "~, url: 'http://localhost:1/own'~http://localhost:1/own"
            })
    void aServiceKeyGoesToVersionOne(String global, String more, String url) {
        PagerDutyIntegration pager =
                pager(global == null ? "" : global, "service_key: hidden-key" + (more == null ? "" : more));
        assertThat(pager.key()).isEqualTo(new Key(new Secret("hidden-key"), true));
        assertThat(pager.url()).isEqualTo(URI.create(url));
    }

    @Test
    void theRestIsRead() {
        PagerDutyIntegration pager = pager("", "routing_key: hidden-key, source: 'rack {{ .Status }}', timeout: 5s");
        assertThat(pager.key().former()).isFalse();
        assertThat(pager.look().source()).isEqualTo("rack {{ .Status }}");
        assertThat(pager.http().timeoutOrNull()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pager("", "routing_key: k, timeout: 0s").http().timeoutOrNull())
                .isNull();
        assertThat(alertmanager(file("", "service_key: hidden-key")).masked()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "routing_key: a, service_key: b~exclude each other",
                "service_key: a, service_key_file: b~exclude each other",
                "client: x~'routing_key' or 'routing_key_file' is missing",
                "routing_key: a, timeout: 11s~10 s at most",
                "routing_key: a, source: '{{ .Oops }}'~has no"
            })
    void whatIsWrongIsRefused(String pager, String reason) {
        assertThat(problemsOf(file("", pager))).first().asString().contains(reason);
    }
}
