package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnCallConfigurationTest {
    private static final AlertmanagerFile ROUTES = ConfigurationTexts.alertmanager("""
            global: {smtp_from: kaldrix@example.org, smtp_smarthost: 'mail.example.org:587'}
            route: {receiver: channel}
            receivers:
              - name: channel
                slack_configs:
                  - api_url: https://slack.com/api/chat.postMessage
                    channel: C0
                    http_config: {authorization: {credentials: xoxb-1}}
                email_configs: [{to: all@example.org}]
              - name: pager
                webhook_configs: [{url: 'https://pager.example.org'}]
            """);

    private static final String RULES = """
            telephony:
              region: eu-west-1
              sms: {from: KALDRIX}
              voice: {instance: a1, flow: b2, from: '+12025550100'}
            people:
              - id: ada
                name: Ada Lovelace
                email: ada@example.org
                slack: U0ADA
                phone: '+12025550199'
                time_zone: Europe/Paris
                contacts: [{by: slack}, {by: email, after: 2m}, {receiver: pager, after: 5m}, {by: sms, after: 6m}, {by: call, after: 7m}]
              - {id: ben, contacts: [{receiver: pager}]}
            teams:
              - {name: core, members: [ada, ben], schedules: [primary]}
            schedules:
              - name: primary
                time_zone: Europe/Berlin
                layers:
                  - name: weekly
                    people: [ada, ben]
                    rotation: weekly
                    start: 2026-03-02T09:00
                    until: 2027-03-01T09:00
                    hours: [{days: ['monday:friday'], from: '09:00', to: '18:00'}]
            escalation_policies:
              - name: default
                severities: [P0]
                fallback: [pager]
                steps: [{after: 0s, unless: acknowledged, notify: ['schedule:primary', 'team:core', 'person:ben', pager]}]
            """;

    private static KaldrixFile read(String text) {
        return KaldrixFile.parse("kaldrix.yml", text, ROUTES.receivers(), KaldrixFile.NOTHING);
    }

    @Test
    void readsPeopleTeamsAndSchedules() {
        KaldrixFile file = read(RULES);
        Directory directory = file.directory();
        var ada = directory.person("ada").orElseThrow();

        assertThat(ada.contacts().stream().map(contact -> contact.integration().kind() + " " + contact.after()))
                .containsExactly("slack PT0S", "email PT2M", "webhook PT5M", "sms PT6M", "voice PT7M");
        assertThat(ada.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(ada.contacts().get(3).integration())
                .isEqualTo(new SmsIntegration(
                        "+12025550199", "ada", new SmsIntegration.Sender("eu-west-1", "", "KALDRIX", "")));
        SlackIntegration slack = (SlackIntegration) ada.contacts().getFirst().integration();
        assertThat(slack.channelName()).isEqualTo("U0ADA");
        assertThat(slack.canUpdate()).isTrue();
        EmailIntegration mail = (EmailIntegration) ada.contacts().get(1).integration();
        assertThat(mail.to()).isEqualTo("ada@example.org");
        assertThat(mail.server().host()).isEqualTo("mail.example.org");
        assertThat(directory.bySlack("U0ADA")).contains(ada);
        assertThat(directory.byEmail("ADA@example.org")).contains(ada);
        assertThat(directory.person("ben").orElseThrow().name()).isEqualTo("ben");
        assertThat(directory.team("core").orElseThrow().members()).containsExactly("ada", "ben");
        var layer = directory.schedule("primary").orElseThrow().layers().getFirst();
        assertThat(layer.rotation().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(layer.rotation().length()).isEqualTo(Duration.ofDays(7));
        assertThat(layer.hours().getFirst().days()).hasSize(5);
        assertThat(file.escalationPolicies().all().getFirst().fallback()).containsExactly("pager");
        assertThat(file.escalationPolicies().all().getFirst().steps().getFirst().receivers())
                .containsExactly("schedule:primary", "team:core", "person:ben", "pager");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{by: slack}, {by: email, after: 2m} | {by: slack, after: 1m}, {by: email, after: 2m} | one of the contacts is told at once",
                "contacts: [{receiver: pager}] | contacts: [] | a person needs 'contacts'",
                "contacts: [{receiver: pager}] | contacts: [{by: slack}] | the person has no 'slack'",
                "contacts: [{receiver: pager}] | contacts: [{by: email}] | the person has no 'email'",
                "contacts: [{receiver: pager}] | contacts: [{by: pigeon}] | a contact is made by slack or email",
                "contacts: [{receiver: pager}] | contacts: [{receiver: pagr}] | there is no receiver named 'pagr'; did you mean 'pager'",
                "slack: U0ADA | slack: ada | is no id of a member",
                "email: ada@example.org | email: ada | is no mail address",
                "{id: ben, | {id: ada, | there is already a person 'ada'",
                "{id: ben, | {id: 'b n', | must be letters, digits",
                "members: [ada, ben] | members: [adb] | there is no person 'adb'; did you mean 'ada'",
                "schedules: [primary] | schedules: [primry] | there is no schedule 'primry'; did you mean 'primary'",
                "Europe/Berlin | Europe/Berlim | is no time zone",
                "rotation: weekly | rotation: 30m | a turn lasts from one hour",
                "start: 2026-03-02T09:00 | start: 2026-02-30T09:00 | is no time by the wall clock",
                "until: 2027-03-01T09:00 | until: 2025-03-01T09:00 | a layer ends after it starts",
                "['monday:friday'] | ['caturday'] | is no day of the week",
                "to: '18:00' | to: '00:00' | hours that end at midnight end at 24:00",
                "'schedule:primary', | 'schedule:primry', | there is no schedule named 'primry' here; did you mean 'schedule:primary'",
                "'person:ben' | 'person:eve' | there is no person named 'eve' here",
                "phone: '+12025550199' | phone: '0202555' | is no number such as +12025550100",
                "phone: '+12025550199' | phone: '' | the person has no 'phone'",
                "time_zone: Europe/Paris | time_zone: Europe/Pari | is no time zone",
                "sms: {from: KALDRIX} | sms: | there is no 'telephony.sms' to do it by",
                "sms: {from: KALDRIX} | sms: {from: 'K LDRIX'} | is no number, sender id or ARN",
                "region: eu-west-1 | region: europe | is no region such as eu-west-1",
                "flow: b2, | ~~ | a call by Connect needs a 'flow'",
                "from: '+12025550100' | from: '12' | is no number such as +12025550100",
                "fallback: [pager] | fallback: ['person:eve'] | there is no person named 'eve' here",
                "rotation: weekly | turns: weekly | unknown key 'turns'"
            })
    void saysWhatIsWrong(String right, String wrong, String reason) {
        assertThat(RULES).contains(right);
        List<String> problems = ConfigurationTexts.problems(() -> read(RULES.replace(right, wrong)));
        assertThat(problems).anyMatch(problem -> problem.contains(reason));
    }
}
