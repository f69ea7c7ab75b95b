package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people made in Grafana, and CloudWatch's dashboards, are kept and come back; a stand-in for Grafana checks the rules of its API. */
@Tag("external")
class DashboardBackupTest {
    private static final String BUCKET = "s3://prod-kaldrix-backups/backups";

    @TempDir
    static Path folder;

    private static Emulated aws;

    @BeforeAll
    static void start() throws Exception {
        aws = new Emulated(folder);
        aws.shell(
                "aws s3 mb s3://prod-kaldrix-backups >/dev/null; aws cloudwatch put-dashboard --dashboard-name prod-kaldrix-overview --dashboard-body '{\"widgets\": []}' >/dev/null");
    }

    @AfterAll
    static void stop() throws Exception {
        aws.close();
    }

    @Test
    void whatPeopleMadeComesBackInAnotherGrafana() throws Exception {
        try (GrafanaStandIn before = filled();
                GrafanaStandIn after = new GrafanaStandIn()) {
            Program.Said kept = run(before, "backup.sh", "--to", BUCKET, "--only", "dashboards");
            assertThat(kept.exit()).as(kept.text()).isZero();
            assertThat(before.changes).isEmpty();
            String all = aws.shell(
                    "aws s3 sync " + BUCKET + " \"$FOLDER/kept\" >/dev/null; cat $(find \"$FOLDER/kept\" -type f)");
            assertThat(all).contains("Team view", "Loki").doesNotContain("hush");

            provisioned(after);
            Program.Said would = run(after, "restore.sh", "dashboards", "--from", BUCKET, "--dry-run");
            assertThat(would.exit()).as(would.text()).isZero();
            assertThat(would.text()).contains("would restore dashboard Team view", "would restore rule Too slow");
            assertThat(after.changes).isEmpty();

            aws.shell("aws cloudwatch delete-dashboards --dashboard-names prod-kaldrix-overview");
            Program.Said restored = run(after, "restore.sh", "dashboards", "--from", BUCKET);
            assertThat(restored.exit()).as(restored.text()).isZero();
            assertThat(restored.text())
                    .contains("dashboard Suite: made by the installation, left alone")
                    .contains("data source Loki: its passwords have to be entered again")
                    .contains("contact point pager: not restored; it has passwords")
                    .contains("notification policies: made by the installation, left alone");
            for (String kind : before.held.keySet()) {
                assertThat(after.kind(kind).keySet())
                        .as(kind)
                        .containsExactlyInAnyOrderElementsOf(before.kind(kind).keySet().stream()
                                .filter(name -> !name.equals("pager"))
                                .toList());
            }
            assertThat(dashboard(after, "team").at("/meta/folderUid").asString())
                    .isEqualTo("inner");
            assertThat(dashboard(after, "team").at("/dashboard/panels/0/title").asString())
                    .isEqualTo("Queue");
            assertThat(one(after, "folders", "inner").path("parentUid").asString())
                    .isEqualTo("outer");
            assertThat(one(after, "alert-rules", "too-slow").path("provenance").asString())
                    .as("people may change it")
                    .isEmpty();
            assertThat(
                            aws.shell(
                                    "aws cloudwatch get-dashboard --dashboard-name prod-kaldrix-overview --query DashboardBody --output text"))
                    .contains("widgets");

            // Once more changes nothing but versions.
            Program.Said again = aws.script(
                    Map.of("GRAFANA_URL", after.url(), "GRAFANA_AUTH", GrafanaStandIn.ADMIN),
                    "restore.sh",
                    "dashboards",
                    "--from",
                    BUCKET);
            assertThat(again.exit()).as(again.text()).isZero();
            assertThat(again.text()).contains("dashboard prod-kaldrix-overview of CloudWatch: is there, left alone");
            assertThat(after.kind("dashboards")).hasSize(4);
        }
    }

    @Test
    void aRefusalEndsTheBackupAndIsTold() throws Exception {
        try (GrafanaStandIn grafana = filled()) {
            String topic = aws.shell("aws sns create-topic --name alerts --query TopicArn --output text");
            aws.shell(
                    "aws --endpoint-url \"$AWS_ENDPOINT_URL\" sqs create-queue --queue-name heard >/dev/null; aws sns subscribe --topic-arn "
                            + topic
                            + " --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:123456789012:heard >/dev/null");
            Program.Said said = aws.script(
                    Map.of("GRAFANA_URL", grafana.url(), "GRAFANA_TOKEN", "wrong", "ALERTS_TOPIC_ARN", topic),
                    "backup.sh",
                    "--to",
                    "s3://prod-kaldrix-backups/refused",
                    "--only",
                    "dashboards");
            assertThat(said.exit()).as(said.text()).isNotZero();
            assertThat(said.text()).contains("401");
            assertThat(aws.shell("aws s3 ls s3://prod-kaldrix-backups/refused/ || true"))
                    .isEmpty();
            assertThat(
                            aws.shell(
                                    "aws --endpoint-url \"$AWS_ENDPOINT_URL\" sqs receive-message --queue-url \"$AWS_ENDPOINT_URL/123456789012/heard\" --query 'Messages[0].Body' --output text"))
                    .contains("kaldrix-backup-failure");

            Program.Said none = aws.script(
                    Map.of("GRAFANA_URL", grafana.url(), "GRAFANA_TOKEN", "wrong"),
                    "restore.sh",
                    "dashboards",
                    "--from",
                    BUCKET + "-none");
            assertThat(none.exit()).isEqualTo(2);
            assertThat(none.text()).contains("no whole backup");
        }
    }

    private static Program.Said run(GrafanaStandIn grafana, String script, String... options) throws Exception {
        return aws.script(Map.of("GRAFANA_URL", grafana.url(), "GRAFANA_TOKEN", GrafanaStandIn.TOKEN), script, options);
    }

    private static JsonNode dashboard(GrafanaStandIn grafana, String uid) {
        return one(grafana, "dashboards", uid);
    }

    private static JsonNode one(GrafanaStandIn grafana, String kind, String name) {
        return Objects.requireNonNull(grafana.kind(kind).get(name), name);
    }

    /** What a file of the chart makes in every Grafana of ours. */
    private static void provisioned(GrafanaStandIn grafana) {
        grafana.put("folders", "kaldrix", """
                {"uid": "kaldrix", "title": "KALDRIX"}""");
        grafana.put("dashboards", "suite", """
                {"dashboard": {"id": 1, "uid": "suite", "title": "Suite"}, "meta": {"folderUid": "kaldrix", "provisioned": true}}""");
    }

    private static GrafanaStandIn filled() throws IOException {
        GrafanaStandIn grafana = new GrafanaStandIn();
        provisioned(grafana);
        grafana.put("folders", "outer", """
                {"uid": "outer", "title": "Teams"}""");
        grafana.put("folders", "inner", """
                {"uid": "inner", "title": "Payments", "parentUid": "outer"}""");
        grafana.put("dashboards", "team", """
                {"dashboard": {"id": 7, "uid": "team", "title": "Team view", "panels": [{"title": "Queue"}]}, "meta": {"folderUid": "inner"}}""");
        grafana.put("dashboards", "free", """
                {"dashboard": {"id": 8, "uid": "free", "title": "In no folder"}, "meta": {"folderUid": ""}}""");
        grafana.put("dashboards", "last", """
                {"dashboard": {"id": 9, "uid": "last", "title": "On the second page"}, "meta": {"folderUid": "outer"}}""");
        grafana.put("datasources", "loki", """
                {"uid": "loki", "name": "Loki", "type": "loki", "access": "proxy", "url": "http://loki:3100", "secureJsonData": {"basicAuthPassword": "hush"}}""");
        grafana.put("mute-timings", "nights", """
                {"name": "nights", "time_intervals": [{"times": [{"start_time": "22:00", "end_time": "06:00"}]}], "provenance": ""}""");
        grafana.put("templates", "short", """
                {"name": "short", "template": "{{ define \\"short\\" }}x{{ end }}", "provenance": ""}""");
        grafana.put("contact-points", "mail", """
                {"uid": "mail", "name": "mail", "type": "email", "settings": {"addresses": "team@kaldrix.example"}, "provenance": ""}""");
        grafana.put("contact-points", "pager", """
                {"uid": "pager", "name": "pager", "type": "pagerduty", "settings": {"integrationKey": "hush"}, "provenance": ""}""");
        grafana.put("alert-rules", "too-slow", """
                {"id": 3, "uid": "too-slow", "title": "Too slow", "ruleGroup": "team", "folderUID": "inner", "condition": "A", "data": [{"refId": "A"}], "provenance": ""}""");
        return grafana;
    }
}
