package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.placeOf;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key that Alertmanager 0.25 to 0.28 (and some that later releases) know and the suite does not is refused by name. */
class UnsupportedKeysTest {
    private static final String ROUTE = "route:\n  receiver: team\n";
    private static final String TEAM = "receivers:\n  - name: team\n";

    /** Where a key goes: a file that is right but for the line {@code KEY: VALUE}. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("top", ROUTE + TEAM + "KEY: VALUE\n"),
            Map.entry("global", "global:\n  KEY: VALUE\n" + ROUTE + TEAM),
            Map.entry("route", ROUTE + "  routes:\n    - receiver: team\n      KEY: VALUE\n" + TEAM),
            Map.entry("receiver", ROUTE + TEAM + "    KEY: VALUE\n"),
            Map.entry(
                    "inhibit",
                    ROUTE + TEAM + "inhibit_rules:\n  - source_matchers: [a=b]\n    target_matchers: [c=d]\n"
                            + "    KEY: VALUE\n"),
            Map.entry(
                    "interval",
                    ROUTE + TEAM + "time_intervals:\n  - name: n\n    time_intervals:\n      - months: [may]\n"
                            + "        KEY: VALUE\n"),
            Map.entry("webhook", ROUTE + TEAM + "    webhook_configs:\n      - url: http://x/\n        KEY: VALUE\n"),
            Map.entry("slack", ROUTE + TEAM + "    slack_configs:\n      - api_url: http://x/\n        KEY: VALUE\n"),
            Map.entry(
                    "sns",
                    ROUTE + TEAM + "    sns_configs:\n      - topic_arn: arn:aws:sns:us-east-1:123456789012:t\n"
                            + "        KEY: VALUE\n"),
            Map.entry(
                    "sigv4",
                    ROUTE + TEAM + "    sns_configs:\n      - topic_arn: arn:aws:sns:us-east-1:123456789012:t\n"
                            + "        sigv4:\n          KEY: VALUE\n"),
            Map.entry(
                    "authorization",
                    ROUTE + TEAM + "    webhook_configs:\n      - url: http://x/\n        http_config:\n"
                            + "          authorization:\n            credentials: c\n            KEY: VALUE\n"),
            Map.entry(
                    "basic_auth",
                    ROUTE + TEAM + "    webhook_configs:\n      - url: http://x/\n        http_config:\n"
                            + "          basic_auth:\n            username: u\n            KEY: VALUE\n"));

    private static final Map<String, String> UNSUPPORTED = Map.ofEntries(
            Map.entry("top", "tracing"),
            Map.entry("inhibit", "sources"),
            Map.entry(
                    "global",
                    "jira_api_url rocketchat_api_url rocketchat_token"
                            + " rocketchat_token_file rocketchat_token_id rocketchat_token_id_file"),
            Map.entry("route", "labels"),
            Map.entry("receiver", "jira_configs rocketchat_configs"),
            Map.entry("webhook", "payload"),
            Map.entry("slack", "message_text"),
            Map.entry("sns", "use_aws_http_client"),
            Map.entry("sigv4", "use_fips_sts_endpoint service_name"),
            Map.entry("authorization", "credentials_ref"),
            Map.entry("basic_auth", "username_ref password_ref"));

    static Stream<Arguments> unsupported() {
        return UNSUPPORTED.entrySet().stream()
                .flatMap(entry ->
                        Arrays.stream(entry.getValue().split(" ")).map(key -> Arguments.of(entry.getKey(), key)));
    }

    static Stream<String> places() {
        return PLACES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void isRefusedByNameAndPlace(String place, String key) {
        String text = PLACES.getOrDefault(place, "").replace("KEY: VALUE", key + ": 'x'");
        assertThat(problemsOf(text))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("alertmanager.yml:" + placeOf(key + ": 'x'", text) + ": ")
                        .contains("'" + key + "' is not supported yet"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void isHarmlessWithoutContent(String place, String key) {
        for (String nothing : List.of("[]", "{}", "")) {
            assertThat(problemsOf(PLACES.getOrDefault(place, "").replace("KEY: VALUE", key + ": " + nothing)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void anUnknownKeyIsRefusedWithItsPlace(String place) {
        String text = PLACES.getOrDefault(place, "").replace("KEY: VALUE", "no_such_key_anywhere: []");
        assertThat(problemsOf(text))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("alertmanager.yml:" + placeOf("no_such_key_anywhere", text) + ": ")
                        .endsWith("unknown key 'no_such_key_anywhere'"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theFileIsRightWithoutTheKey(String place) {
        assertThat(problemsOf(PLACES.getOrDefault(place, "").replaceAll(" *KEY: VALUE\n", "")))
                .isEmpty();
    }
}
