package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerFileProblemsTest {
    private static final String ROUTE = "route: {receiver: a}\n";
    private static final String RECEIVERS = "receivers: [{name: a}]\n";

    private static Arguments wrong(String text, String... problems) {
        return Arguments.of(text, problems);
    }

    private static Arguments route(String route, String... problems) {
        return wrong(RECEIVERS + "route:\n  receiver: a\n" + route, problems);
    }

    private static Arguments receiver(String receiver, String... problems) {
        return wrong(ROUTE + "receivers:\n- name: a\n" + receiver, problems);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                wrong("", ": the file is empty"),
                wrong("# nothing but words\n", ": the file is empty"),
                wrong("- a\n- b\n", ":1:1: expected keys with values here"),
                wrong(RECEIVERS, ":1:1: route: there is no 'route'"),
                wrong("route: [\n", ":2:1: this is no YAML: "),
                wrong(ROUTE + "---\n" + RECEIVERS, ":2:1: this is no YAML: "),
                wrong("route: {receiver: a\u0001}", ":1:20: a control character, which YAML does not allow"),
                wrong(ROUTE + ROUTE + RECEIVERS, ":2:1: the key 'route' is there twice, first in line 1"),
                wrong(ROUTE + RECEIVERS + "x: !!binary aGk=\n", ":3:1: x: unknown key 'x'", ":3:4: the tag "),
                wrong(ROUTE + RECEIVERS + "? [a, b]\n: c\n", ":3:3: a key must be a plain word"),
                wrong(
                        "recievers: []\n" + ROUTE,
                        ":1:1: recievers: unknown key 'recievers'; did you mean 'receivers'?",
                        ":2:19: route.receiver: there is no receiver named 'a'"));
    }

    static Stream<Arguments> routes() {
        return Stream.of(
                wrong(
                        "route: {group_by: [a]}\n" + RECEIVERS,
                        ":1:8: route.receiver: the root route needs a 'receiver'"),
                wrong(
                        "route: {receiver: ''}\n" + RECEIVERS,
                        ":1:19: route.receiver: the root route needs a 'receiver'"),
                route("  matchers: [a=b]\n", ":4:13: route.matchers: the root route takes everything"),
                route("  match: {a: b}\n", ":4:10: route.match: the root route takes everything"),
                route("  match_re: {a: b}\n", ":4:13: route.match_re: the root route takes everything"),
                route("  continue: true\n", ":4:13: route.continue: the root route has no route beside it"),
                route("  continue: maybe\n", ":4:13: route.continue: expected true or false"),
                route("  group_wait: soon\n", ":4:15: route.group_wait: 'soon' is no duration"),
                route("  group_interval: 0s\n", ":4:19: route.group_interval: 'group_interval' cannot be zero"),
                route("  repeat_interval: 0\n", ":4:20: route.repeat_interval: 'repeat_interval' cannot be zero"),
                route("  group_by: region\n", ":4:13: route.group_by: expected a list here"),
                route("  group_by: [a, b, a]\n", ":4:20: route.group_by[2]: 'a' is there twice"),
                route("  group_by: ['']\n", ":4:14: route.group_by[0]: a label name cannot be empty"),
                route("  group_by: [a, '...']\n", ":4:13: route.group_by: '...' stands for all labels"),
                route("  gruop_by: [a]\n", ":4:3: route.gruop_by: unknown key 'gruop_by'; did you mean 'group_by'?"),
                route(
                        "  routes:\n  - receiver: b\n",
                        ":5:15: route.routes[0].receiver: there is no receiver named 'b'"),
                route("  routes:\n  -\n", ":5:4: route.routes[0]: expected keys with values here"),
                route(
                        "  routes:\n  - matchers: [a=b, 'a=~\"(\"']\n",
                        ":5:21: route.routes[0].matchers[1]: '(' is no regular expression (RE2)"),
                route("  routes:\n  - matchers: a=b\n", ":5:15: route.routes[0].matchers: expected a list here"),
                route(
                        "  routes:\n  - matchers: [nothing]\n",
                        ":5:16: route.routes[0].matchers[0]: bad matcher 'nothing' at position 7"),
                route("  routes:\n  - match: {a b: c}\n", ":5:18: route.routes[0].match.a b: 'a b' is no label name"),
                route("  routes:\n  - match_re: {a: '('}\n", ":5:19: route.routes[0].match_re.a: '(' is no regular"),
                route(
                        "  routes:\n  - routes:\n    - routes:\n      - recever: a\n",
                        ":7:9: route.routes[0].routes[0].routes[0].recever: unknown key 'recever'; did you mean 'receiver'?"),
                route("  routes: &r\n  - routes: *r\n", ":4:11: an alias that refers to itself"));
    }

    static Stream<Arguments> receivers() {
        return Stream.of(
                wrong(
                        ROUTE + "receivers: [{}]\n",
                        ":1:19: route.receiver: there is no receiver named 'a'",
                        ":2:13: receivers[0].name: a receiver needs a 'name'"),
                wrong(
                        ROUTE + "receivers: [{name: a}, {name: a}]\n",
                        ":2:31: receivers[1].name: there is already a receiver named 'a'"),
                receiver(
                        "  webhook_configs: {url: http://x/}\n",
                        ":4:20: receivers[0].webhook_configs: expected a list"),
                receiver(
                        "  webhook_configs: [{}]\n",
                        ":4:21: receivers[0].webhook_configs[0]: 'url' or 'url_file' is missing"),
                receiver(
                        "  webhook_configs: [{url: http://x/, url_file: f}]\n",
                        ":4:48: receivers[0].webhook_configs[0].url_file: 'url' and 'url_file' exclude each other"),
                receiver(
                        "  webhook_configs: [{url: 'ftp://x/'}]\n",
                        ":4:27: receivers[0].webhook_configs[0].url: an address must begin with http:// or https://"),
                receiver(
                        "  webhook_configs: [{url: 'http:///path'}]\n",
                        ":4:27: receivers[0].webhook_configs[0].url: the address names no host"),
                receiver(
                        "  webhook_configs: [{url: 'http://x/ y'}]\n",
                        ":4:27: receivers[0].webhook_configs[0].url: this is no address: "),
                receiver(
                        "  webhook_configs: [{url: <secret>}]\n",
                        ":4:27: receivers[0].webhook_configs[0].url: this is the mask of a secret"),
                receiver(
                        "  webhook_configs: [{url: 'http://x/{{ .a }}'}]\n",
                        ":4:27: receivers[0].webhook_configs[0].url: a Go template"),
                receiver(
                        "  webhook_configs: [{url: http://x/, max_alerts: -1}]\n",
                        ":4:50: receivers[0].webhook_configs[0].max_alerts: expected a whole number"),
                receiver(
                        "  webhook_configs: [{url: http://x/, send_resolved: 'true'}]\n",
                        ":4:53: receivers[0].webhook_configs[0].send_resolved: expected true or false"),
                receiver(
                        "  webhook_configs: [{url_file: /no/such/file}]\n",
                        ":4:32: receivers[0].webhook_configs[0].url_file: there is no file '/no/such/file'"),
                receiver(
                        "  webhook_configs:\n  - url: http://x/\n    http_config: {authorization: {type: basic, credentials: c}}\n",
                        ":6:41: receivers[0].webhook_configs[0].http_config.authorization.type: the type cannot be 'Basic'"),
                receiver(
                        "  webhook_configs:\n  - url: http://x/\n    http_config: {authorization: {type: Bearer}}\n",
                        ":6:34: receivers[0].webhook_configs[0].http_config.authorization: 'credentials' or"),
                receiver(
                        "  webhook_configs:\n  - url: http://x/\n    http_config: {authorization: {credentials: \"a\\nb\"}}\n",
                        ":6:48: receivers[0].webhook_configs[0].http_config.authorization.credentials: the credentials hold"),
                receiver(
                        "  webhook_configs:\n  - url: http://x/\n    http_config: {authorization: {credentials: c}, basic_auth: {username: u}}\n",
                        ":6:64: receivers[0].webhook_configs[0].http_config.basic_auth: 'authorization' and 'basic_auth' exclude"),
                receiver(
                        "  slack_configs: [{channel: c}]\n",
                        ":4:19: receivers[0].slack_configs[0]: 'api_url' or 'api_url_file' is missing, here and in 'global'"),
                receiver(
                        "  slack_configs: [{api_url: http://x/, title: 'hi {{ .x }}'}]\n",
                        ":4:47: receivers[0].slack_configs[0].title: template, line 1, column 7: a value of type Data has no \".x\""),
                receiver(
                        "  slack_configs: [{api_url: https://slack.com/api/chat.postMessage}]\n",
                        ":4:19: receivers[0].slack_configs[0]: chat.postMessage needs the bot's token",
                        ":4:19: receivers[0].slack_configs[0].channel: chat.postMessage needs a 'channel'"),
                receiver(
                        "  pagerduty_configs: [{severity: awful}]\n",
                        ":4:23: receivers[0].pagerduty_configs[0]: 'routing_key' or 'routing_key_file' is missing",
                        ":4:34: receivers[0].pagerduty_configs[0].severity: PagerDuty knows"),
                receiver(
                        "  pagerduty_configs: [{routing_key: k, details: {x: '{{ y }}'}}]\n",
                        ":4:53: receivers[0].pagerduty_configs[0].details.x: template, line 1, column 4: there is no function \"y\""),
                receiver(
                        "  pagerduty_configs: [{routing_key: k, url: nowhere}]\n",
                        ":4:45: receivers[0].pagerduty_configs[0].url: an address must begin"),
                receiver(
                        "  email_configs: [{to: a@b}]\n",
                        ":4:19: receivers[0].email_configs[0]: 'from' is missing, here and in 'global' (smtp_from)",
                        ":4:19: receivers[0].email_configs[0]: 'smarthost' is missing, here and in 'global' (smtp_smarthost)"),
                receiver(
                        "  email_configs: [{from: a@b, smarthost: 'm:25'}]\n",
                        ":4:19: receivers[0].email_configs[0].to: an email integration needs a 'to'"),
                receiver(
                        "  email_configs: [{to: nobody, from: a@b, smarthost: 'm'}]\n",
                        ":4:24: receivers[0].email_configs[0].to: 'nobody' is no mail address",
                        ":4:54: receivers[0].email_configs[0].smarthost: expected host and port"),
                receiver(
                        "  email_configs: [{to: a@b, from: a@b, smarthost: 'm:99999'}]\n",
                        ":4:51: receivers[0].email_configs[0].smarthost: expected host and port"),
                receiver(
                        "  email_configs: [{to: a@b, from: a@b, smarthost: 'm:25', auth_username: u}]\n",
                        ":4:19: receivers[0].email_configs[0]: there is a user name for the mail server but no password"),
                receiver(
                        "  email_configs: [{to: a@b, from: a@b, smarthost: 'm:25', headers: {X-A: b, x-a: c}}]\n",
                        ":4:68: receivers[0].email_configs[0].headers: the header 'x-a' is there twice"),
                receiver(
                        "  sns_configs: [{subject: s}]\n",
                        ":4:17: receivers[0].sns_configs[0].topic_arn: an SNS integration needs"),
                receiver(
                        "  sns_configs: [{topic_arn: my-topic}]\n",
                        ":4:29: receivers[0].sns_configs[0].topic_arn: 'my-topic' is no topic"),
                receiver(
                        "  sns_configs: [{topic_arn: 'arn:aws:sns:us-east-1:123456789012:t', sigv4: {access_key: k}}]\n",
                        ":4:76: receivers[0].sns_configs[0].sigv4: 'access_key' and 'secret_key' come together"));
    }

    static Stream<Arguments> globals() {
        return Stream.of(
                wrong("global: nothing\n" + ROUTE + RECEIVERS, ":1:9: global: expected keys with values here"),
                wrong(
                        "global: {resolve_timeout: 0s}\n" + ROUTE + RECEIVERS,
                        ":1:27: global.resolve_timeout: 'resolve_timeout' cannot be zero"),
                wrong(
                        "global: {smtp_smarthost: localhost}\n" + ROUTE + RECEIVERS,
                        ":1:26: global.smtp_smarthost: expected host and port"),
                wrong(
                        "global: {slack_api_url: x, slack_api_url_file: y}\n" + ROUTE + RECEIVERS,
                        ":1:25: global.slack_api_url: an address must begin",
                        ":1:48: global.slack_api_url_file: 'slack_api_url' and 'slack_api_url_file' exclude each other"),
                wrong(
                        "global: {pagerduty_url: 'http://'}\n" + ROUTE + RECEIVERS,
                        ":1:25: global.pagerduty_url: this is no address"));
    }

    @ParameterizedTest
    @MethodSource({"files", "routes", "receivers", "globals"})
    void isRefusedWithPlaceAndReason(String text, String[] expected) {
        var problems = problemsOf(text);
        assertThat(problems).as(text).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(problems.get(i)).startsWith("alertmanager.yml" + expected[i]);
        }
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
        String text = """
                global:
                  resolve_timeout: never
                route:
                  receiver: slack
                  group_wait: 10
                  routes:
                    - receiver: slcak
                      mute_time_intervals: [night]
                receivers:
                  - name: slack
                    slack_configs:
                      - text: '{{ .CommonLabel }}'
                """;
        assertThat(ConfigurationTexts.problems(() -> ConfigurationTexts.alertmanager(text)))
                .containsExactly(
                        "alertmanager.yml:2:20: global.resolve_timeout: 'never' is no duration; write numbers with the units"
                                + " y, w, d, h, m, s, ms in this order, such as 1h30m",
                        "alertmanager.yml:5:15: route.group_wait: '10' is no duration; write numbers with the units y, w, d,"
                                + " h, m, s, ms in this order, such as 1h30m",
                        "alertmanager.yml:7:17: route.routes[0].receiver: there is no receiver named 'slcak'; did you mean"
                                + " 'slack'?",
                        "alertmanager.yml:8:29: route.routes[0].mute_time_intervals[0]: there is no time interval named"
                                + " 'night'",
                        "alertmanager.yml:12:9: receivers[0].slack_configs[0]: 'api_url' or 'api_url_file' is missing, here"
                                + " and in 'global' (slack_api_url)",
                        "alertmanager.yml:12:15: receivers[0].slack_configs[0].text: template, line 1, column 4: a"
                                + " value of type Data has no \".CommonLabel\"");
    }

    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() {
        StringBuilder bomb = new StringBuilder(ROUTE + RECEIVERS + "a0: &a0 [x]\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problemsOf(bomb.toString())).isNotEmpty().anyMatch(problem -> problem.contains("too much here"));
    }

    @Test
    void tooLargeAndTooDeepAreRefused() {
        assertThat(problemsOf(ROUTE + RECEIVERS + "#".repeat(2_000_000)))
                .containsExactly("alertmanager.yml: the file is larger than 1048576 characters");
        assertThat(problemsOf("route: " + "[".repeat(5_000) + "]".repeat(5_000)))
                .isNotEmpty();
    }

    @Test
    void noProblemShowsASecret() {
        String text = ROUTE + """
                global:
                  slack_api_url: hooks.slack.com/T0/geheim1
                receivers:
                  - name: a
                    slack_configs:
                      - api_url: 'https://hooks.slack.com/geheim2 /x'
                    pagerduty_configs:
                      - routing_key: 'geheim3{{ x }}'
                    webhook_configs:
                      - url: geheim4://x
                        http_config:
                          authorization: {credentials: "geheim5\\n"}
                """;
        assertThat(problemsOf(text)).hasSize(5).noneMatch(problem -> problem.contains("geheim"));
    }
}
