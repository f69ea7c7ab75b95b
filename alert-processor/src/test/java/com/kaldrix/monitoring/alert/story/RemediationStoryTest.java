package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.remediation.Progress;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** Machines put right what alerts complain of, within their bounds, and people see what was done and whether it helped. */
class RemediationStoryTest {
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [alertname, node], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: on-call
                slack_configs: [{api_url: '${slackapi}', channel: C0CHANNEL, send_resolved: true,
                                 http_config: {authorization: {credentials: xoxb-test}}}]
            """;
    private static final Actor EVE = new Actor("eve", Set.of(Role.VIEWER), "127.0.0.1");
    private static final Actor BEN = new Actor("ben", Set.of(Role.RESPONDER), "127.0.0.1");
    private static final Actor ROOT = new Actor("root", Set.of(Role.ADMIN), "127.0.0.1");

    private static Story begin(String mode, String more) {
        return Story.begin(ROUTES, """
                remediation:
                  - name: restart-node
                    matchers: ['alertname="NodeStuck"']
                    mode: %s
                    timeout: 10m
                    cured_within: 5m
                    action: {ssm: {document: prod-restart, parameters: {node: '{node}'}}}
                    %s
                """.formatted(mode, more));
    }

    private static void stuck(Story story, String node) {
        story.fire("alertname", "NodeStuck", "node", node);
    }

    private static List<String> states(Story story) {
        return story.jdbc()
                .sql("select state || case when cured then ' cured' when not cured then ' not cured' else '' end"
                        + " from remediation order by id")
                .query(String.class)
                .list();
    }

    private static String output(Story story) {
        return story.jdbc()
                .sql("select output from remediation order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private static UUID only(Story story) {
        return story.jdbc().sql("select id from remediation").query(UUID.class).single();
    }

    private static List<String> timeline(Story story) {
        return story.jdbc()
                .sql("select coalesce(actor || ': ', '') || text from timeline where kind = 'remediation' order by id")
                .query(String.class)
                .list();
    }

    @Test
    void doneAtOnceAndTheAlertIsOver() {
        Story story = begin("automatic", "");
        stuck(story, "a");
        story.machine().goesOn(new Progress.Succeeded("3 steps\nall well"));
        story.at("2m").end("alertname", "NodeStuck", "node", "a").at("3m");

        assertThat(story.machine().begun()).hasSize(1);
        assertThat(story.machine().begun().getFirst().order().parameters()).containsEntry("node", "a");
        assertThat(states(story)).containsExactly("succeeded cured");
        assertThat(output(story)).isEqualTo("3 steps\nall well");
        assertThat(timeline(story))
                .containsExactly(
                        "Begun: SSM document prod-restart with {node=a}",
                        "Done: SSM document prod-restart with {node=a} (3 steps).",
                        "It helped: the alert was over after SSM document prod-restart with {node=a}.");
        assertThat(story.pages(SinkName.SLACK).toString()).contains("Done: SSM document prod-restart");
    }

    @Test
    void itEndsWellAndDoesNotHelp() {
        Story story = begin("automatic", "");
        stuck(story, "a");
        story.machine().goesOn(new Progress.Succeeded(""));
        story.at("30m");

        assertThat(states(story)).containsExactly("succeeded not cured");
        assertThat(timeline(story).getLast()).startsWith("It did not help: the alert still fires 5m after");
        assertThat(story.machine().begun()).hasSize(1);
    }

    @Test
    void aFailureStopsTheRuleUntilSomebodyReleasesIt() {
        Story story = begin("automatic", "");
        stuck(story, "a");
        story.machine().goesOn(new Progress.Failed("step Restart failed"));
        story.at("1m");
        assertThat(states(story)).containsExactly("failed");

        stuck(story, "b");
        story.at("2m");
        assertThat(states(story)).containsExactly("failed", "refused");
        assertThat(output(story)).contains("stands still since").contains("step Restart failed");

        story.remediations().release("restart-node", ROOT);
        assertThatThrownBy(() -> story.remediations().release("restart-node", ROOT))
                .isInstanceOf(ConflictException.class);
        stuck(story, "c");
        story.at("3m");
        assertThat(story.machine().begun()).hasSize(2);
    }

    @Test
    void whatHangsIsSaidToBeUnknownAndItsTargetStaysHeld() {
        Story story = begin("automatic", "");
        stuck(story, "a");
        story.at("30m");

        assertThat(states(story)).containsExactly("unknown");
        assertThat(output(story)).isEqualTo("it did not end within 10m; when last asked, it still ran");
        assertThat(story.jdbc()
                        .sql("select holds_target from remediation")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(timeline(story).getLast()).contains("stands still until it is released");

        story.remediations().release("restart-node", ROOT);
        assertThat(story.jdbc()
                        .sql("select holds_target from remediation")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(story.machine().begun()).hasSize(1);
    }

    @Test
    void oneThatDiesWhileItBeginsIsNeverRepeated() {
        Story story = begin("automatic", "");
        story.machine().begins(task -> {
            throw new StoryMachine.Death();
        });
        assertThatThrownBy(() -> stuck(story, "a")).isInstanceOf(StoryMachine.Death.class);
        story.machine().clear();
        story.restart().at("10m");
        assertThat(states(story)).containsExactly("running");
        story.at("30m");

        assertThat(story.machine().begun()).isEmpty();
        assertThat(states(story)).containsExactly("unknown");
        assertThat(output(story)).startsWith("whoever began it was gone before");
        stuck(story, "a");
        stuck(story, "b");
        story.at("40m");
        assertThat(states(story)).containsExactly("unknown", "refused");
    }

    @Test
    void aRestartInTheMiddleGoesOnLookingAndBeginsNothingAnew() {
        Story story = begin("automatic", "");
        stuck(story, "a");
        story.at("1m").restart().at("2m");
        assertThat(states(story)).containsExactly("running");
        story.machine().goesOn(new Progress.Succeeded("done"));
        story.end("alertname", "NodeStuck", "node", "a").restart().at("4m");

        assertThat(states(story)).containsExactly("succeeded cured");
        assertThat(story.machine().begun()).hasSize(1);
    }

    @Test
    void whoMayNotAgreeIsRefusedAndWhoMayIsHeard() {
        Story story = begin("approve", "approvers: [ada]");
        stuck(story, "a");
        UUID id = only(story);
        assertThatThrownBy(() -> story.remediations().approve(id, EVE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> story.remediations().approve(id, BEN)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> story.remediations().refuse(id, BEN)).isInstanceOf(AccessDeniedException.class);
        story.at("5m");
        assertThat(states(story)).containsExactly("waiting");
        assertThat(story.machine().begun()).isEmpty();

        story.remediations().approve(id, Story.ADA);
        assertThatThrownBy(() -> story.remediations().approve(id, Story.ADA))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("already, decided by ada");
        story.at("6m");
        assertThat(story.machine().begun()).hasSize(1);
        assertThat(timeline(story)).contains("ada: Agreed to SSM document prod-restart with {node=a}, by ada.");
        assertThat(story.jdbc()
                        .sql("select actor || ' ' || action from audit_log where target = :target")
                        .param("target", "remediation/" + id)
                        .query(String.class)
                        .list())
                .containsExactly("ada remediation.approve");
    }

    @Test
    void nobodyAgreesAndItExpires() {
        Story story = begin("approve", "approval_within: 10m");
        stuck(story, "a");
        story.at("11m");

        assertThat(states(story)).containsExactly("expired");
        UUID id = only(story);
        assertThatThrownBy(() -> story.remediations().approve(id, Story.ADA)).isInstanceOf(ConflictException.class);
        assertThat(story.machine().begun()).isEmpty();
    }

    @Test
    void refusedBySomebodyItIsNotDone() {
        Story story = begin("approve", "");
        stuck(story, "a");
        story.remediations().refuse(only(story), Story.ADA);
        story.at("2h");

        assertThat(states(story)).containsExactly("refused");
        assertThat(timeline(story).getLast())
                .isEqualTo("ada: No SSM document prod-restart with {node=a}: refused by ada.");
    }

    @Test
    void switchedOffWhileOneWaits() {
        Story story = begin("approve", "");
        stuck(story, "a");
        UUID id = only(story);
        story.remediations().turn(true, Story.ADA);
        assertThatThrownBy(() -> story.remediations().approve(id, Story.ADA))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("switched off by ada");
        story.at("5m");
        assertThat(states(story)).containsExactly("waiting");

        story.remediations().turn(false, ROOT);
        story.remediations().approve(id, Story.ADA);
        story.remediations().turn(true, Story.ADA);
        story.at("6m");
        assertThat(states(story)).containsExactly("refused");
        assertThat(output(story)).contains("switched off by ada");
        assertThat(story.machine().begun()).isEmpty();
    }

    @Test
    void twoOnOneTargetNeverRunAtOnce() {
        Story story = Story.begin(ROUTES, """
                remediation:
                  - {name: one, matchers: ['alertname="NodeStuck"'], mode: automatic, target: 'node/{node}',
                     action: {ssm: {document: one}}}
                  - {name: two, matchers: ['alertname="NodeStuck"'], mode: automatic, target: 'node/{node}',
                     action: {ssm: {document: two}}}
                """);
        stuck(story, "a");
        story.at("1m");

        assertThat(story.machine().begun()).hasSize(1);
        assertThat(states(story)).containsExactlyInAnyOrder("running", "refused");
        assertThat(story.jdbc()
                        .sql("select output from remediation where state = 'refused'")
                        .query(String.class)
                        .single())
                .contains("holds node/a");
    }

    @Test
    void notMoreOftenThanTheRailsAllowAndNotBeforeItHasCooledDown() {
        Story story = begin("automatic", "per_hour: 2");
        story.machine().begins(task -> new Progress.Succeeded(""));
        stuck(story, "a");
        stuck(story, "b");
        stuck(story, "c");
        story.at("1m");
        assertThat(states(story))
                .filteredOn(state -> state.startsWith("refused"))
                .hasSize(1);
        assertThat(output(story)).isEqualTo("the rule was carried out 2 times within an hour");

        Story often = begin("automatic", "per_target_per_hour: 5\n    cool_down: 20m");
        often.machine().begins(task -> new Progress.Succeeded(""));
        stuck(often, "a");
        often.end("alertname", "NodeStuck", "node", "a").at("5m");
        stuck(often, "a");
        often.at("6m");
        assertThat(output(often)).contains("cools down until 2026-03-02T03:20:00Z");
        often.end("alertname", "NodeStuck", "node", "a").at("25m");
        stuck(often, "a");
        assertThat(often.machine().begun()).hasSize(2);
    }

    @Test
    void triedOutItDoesNothingAndSaysWhatItWould() {
        Story story = begin("dry-run", "");
        stuck(story, "a");
        story.at("1m");

        assertThat(states(story)).containsExactly("dry_run");
        assertThat(timeline(story))
                .containsExactly("Would be put right by SSM document prod-restart with {node=a}, tried out");
        assertThat(story.machine().begun()).isEmpty();
    }

    @Test
    void aStormOfOneTargetIsDoneOnce() {
        Story story = begin("automatic", "");
        story.fireTogether(
                new String[] {"alertname", "NodeStuck", "node", "a", "disk", "1"},
                new String[] {"alertname", "NodeStuck", "node", "a", "disk", "2"},
                new String[] {"alertname", "NodeStuck", "node", "a", "disk", "3"});
        story.at("5m");
        assertThat(story.machine().begun()).hasSize(1);
        assertThat(states(story)).containsExactly("running");
    }

    @Test
    void whatIsSilencedIsLeftAloneUntilTheSilenceEnds() {
        Story story = begin("automatic", "");
        story.silence("node=\"a\"", "10m");
        stuck(story, "a");
        story.at("9m");
        assertThat(story.machine().begun()).isEmpty();
        story.at("12m");
        assertThat(story.machine().begun()).hasSize(1);
        assertThat(story.machine().begun().getFirst().startedAt())
                .isEqualTo(story.now().minus(Duration.ofMinutes(2)));
    }

    @Test
    void anAlertWithoutTheLabelIsNotPutRight() {
        Story story = begin("automatic", "");
        story.fire("alertname", "NodeStuck").at("1m");
        assertThat(states(story)).containsExactly("refused");
        assertThat(output(story)).isEqualTo("nothing is known by the name of node");
    }

    @Test
    void anAlertThatIsOverBeforeSomebodyAgreesNeedsNothing() {
        Story story = begin("approve", "");
        stuck(story, "a");
        UUID id = only(story);
        story.end("alertname", "NodeStuck", "node", "a").at("2m");
        story.remediations().approve(id, Story.ADA);
        story.at("3m");
        assertThat(states(story)).containsExactly("refused");
        assertThat(output(story)).isEqualTo("the alert is over");
    }

    private static int press(Story story, String user, String action, UUID remediation) {
        String body = Callbacks.pressed(user, action, remediation.toString(), story.answers());
        return story.callbacks().slack(body, Story.SLACK_SECRET, story.now());
    }

    @Test
    void agreedToByAButtonOfSlack() {
        Story story = begin("approve", "approvers: [ada]").load(ROUTES, """
                people:
                  - {id: ada, slack: U0ADA, contacts: [{receiver: on-call}]}
                  - {id: ben, slack: U0BEN, contacts: [{receiver: on-call}]}
                remediation:
                  - name: restart-node
                    matchers: ['alertname="NodeStuck"']
                    mode: approve
                    approvers: [ada]
                    action: {ssm: {document: prod-restart, parameters: {node: '{node}'}}}
                """);
        stuck(story, "a");
        story.at("1m");
        UUID id = only(story);
        assertThat(story.pages(SinkName.SLACK).getFirst().text())
                .contains("Shall this be done: SSM document prod-restart")
                .contains("kaldrix_approve")
                .contains("kaldrix_refuse")
                .contains(id.toString());

        assertThat(press(story, "U0EVE", "kaldrix_approve", id)).isEqualTo(200);
        assertThat(press(story, "U0BEN", "kaldrix_approve", id)).isEqualTo(200);
        assertThat(story.awaitAnswer(2).pages(SinkName.WEBHOOK).toString())
                .contains("You are not among the people")
                .contains("names who may decide, and not ben");
        assertThat(states(story)).containsExactly("waiting");

        story.machine().goesOn(new Progress.Succeeded("done"));
        assertThat(press(story, "U0ADA", "kaldrix_approve", id)).isEqualTo(200);
        story.at("2m").end("alertname", "NodeStuck", "node", "a").at("4m");
        assertThat(states(story)).containsExactly("succeeded cured");
        List<String> edits =
                story.pages(SinkName.SLACK).stream().map(Story.Page::text).toList();
        assertThat(edits.get(1)).contains("Agreed to SSM document").doesNotContain("kaldrix_approve");
        assertThat(edits.toString()).contains("Done: SSM document prod-restart").contains("It helped");

        assertThat(press(story, "U0ADA", "kaldrix_refuse", id)).isEqualTo(200);
        assertThat(story.awaitAnswer(3).pages(SinkName.WEBHOOK).getLast().text())
                .contains("already, decided by ada");
    }
}
