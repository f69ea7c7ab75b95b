package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import com.kaldrix.monitoring.local.demo.Screen.Tone;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;

/**
 * The morning after the night: the security services of all regions tell what they find, by SNS and SQS, and compliance-reporter makes a report of it and
 * of the night, which a person can open. Its audit trail is verified as it is, and a copy with one changed byte is not taken for it.
 */
final class MorningAfter {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BEAT_MILLIS = 100;
    private static final int LEAST = 70;
    /** For so many beats nothing more has come. */
    private static final int STILL = 15;

    private static final String REPORTS = "/api/v1/reports";

    private final KaldrixStack stack;
    private final Screen screen;
    private final Supplier<Instant> now;
    private final Path folder;
    private final List<String> troubles = new ArrayList<>();

    /**
     * @param now the services' time
     * @param folder for what is to be looked at
     */
    MorningAfter(KaldrixStack stack, Screen screen, Supplier<Instant> now, Path folder) {
        this.stack = stack;
        this.screen = screen;
        this.now = now;
        this.folder = folder;
    }

    /**
     * Plays it.
     *
     * @return what was not as it should be, a sentence each
     */
    List<String> play() throws IOException, InterruptedException {
        Instant begin = now.get();
        List<SecurityEvents.Told> events = SecurityEvents.of(stack.settings().regions(), begin);
        publish(events);
        try (ServiceClient compliance = new ServiceClient(
                stack.url(ServiceDefinition.COMPLIANCE_REPORTER.label()),
                stack.token().value())) {
            screen.line("");
            screen.line(Tone.CAUSE, "The morning after: %d events of security services".formatted(events.size()));
            int found = arrived(compliance);
            screen.line("  compliance-reporter has %d findings of them and of the night".formatted(found));
            report(compliance, begin.minus(Duration.ofDays(1)));
            trail(compliance);
        }
        return List.copyOf(troubles);
    }

    private void publish(List<SecurityEvents.Told> events) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        try (SdkHttpClient http = Apache5HttpClient.create()) {
            Map<String, SnsClient> clients = new HashMap<>();
            for (SecurityEvents.Told event : events) {
                RegionResources resources = stack.resources(event.region());
                clients.computeIfAbsent(
                                event.region(),
                                region -> SnsClient.builder()
                                        .endpointOverride(stack.aws().endpoint())
                                        .region(Region.of(region))
                                        .credentialsProvider(credentials)
                                        .httpClient(http)
                                        .build())
                        .publish(request -> request.topicArn(
                                        resources.topicArns().get("findings"))
                                .message(event.body()));
            }
        }
    }

    /** Until there are as many as there must be, and no more come: what regions tell of the same account is one. */
    private int arrived(ServiceClient compliance) throws IOException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        int found = 0;
        for (int still = 0; (found < LEAST || still < STILL) && Instant.now().isBefore(last); ) {
            Thread.sleep(BEAT_MILLIS);
            int before = found;
            found = compliance.json("/api/v1/findings?limit=500").path("items").size();
            still = found == before ? still + 1 : 0;
        }
        if (found < LEAST) {
            troubles.add("compliance-reporter has %d findings, and should have %d.".formatted(found, LEAST));
        }
        return found;
    }

    private void report(ServiceClient compliance, Instant from) throws IOException, InterruptedException {
        String id = compliance
                .asked(REPORTS, "{\"from\":\"" + from + "\"}")
                .path("id")
                .asString();
        Instant last = Instant.now().plus(PATIENCE);
        JsonNode report = compliance.json(REPORTS + "/" + id);
        while (!report.path("state").asString().equals("made") && Instant.now().isBefore(last)) {
            Thread.sleep(BEAT_MILLIS);
            report = compliance.json(REPORTS + "/" + id);
        }
        if (!report.path("state").asString().equals("made")) {
            troubles.add(
                    "The compliance report is not made: " + report.path("error").asString("it takes too long"));
            return;
        }
        Path files = Files.createDirectories(folder.resolve("report"));
        for (JsonNode file : report.at("/made/files")) {
            String name = file.path("name").asString();
            Files.write(files.resolve(name), compliance.bytes(REPORTS + "/" + id + "/files/" + name));
        }
        for (JsonNode score : report.at("/made/scores")) {
            screen.line("  %-44s %s"
                    .formatted(
                            score.path("name").asString(), score.path("score").asString()));
        }
        verdict(
                new Verifier(stack.settings().root()).run("report.cli.ReportVerifyCommand", "verify", files.toString()),
                true,
                "the files of the report are those of its signed manifest");
        notice(report.at("/made/title").asString());
        screen.line(Tone.GOOD, "  the compliance report to open: " + files.resolve("report.html"));
        screen.line(Tone.GOOD, "                                 " + files.resolve("report.pdf"));
    }

    /** Slack and the on-call mailbox hear that it is there, and no pager does. */
    private void notice(String title) throws InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (!(heard(SinkName.SLACK, title) && heard(SinkName.SNS_EMAIL, title))
                && Instant.now().isBefore(last)) {
            Thread.sleep(BEAT_MILLIS);
        }
        if (!heard(SinkName.SLACK, title) || !heard(SinkName.SNS_EMAIL, title)) {
            troubles.add("Slack and mail were not told of the compliance report.");
        } else if (heard(SinkName.PAGERDUTY, title)) {
            troubles.add("Somebody was paged for the compliance report.");
        } else {
            screen.line("  Slack and mail were told of it; nobody was paged");
        }
    }

    private boolean heard(SinkName sink, String title) {
        return stack.sinks().receipts(sink).stream()
                .map(Receipt::body)
                .anyMatch(body -> body.toString().contains(title));
    }

    private void trail(ServiceClient compliance) throws IOException, InterruptedException {
        Path export = folder.resolve("audit-trail.zip");
        Files.write(export, compliance.bytes("/api/v1/audit/export"));
        Path tampered = folder.resolve("audit-trail-tampered.zip");
        TamperedExport.write(export, tampered);
        Verifier verifier = new Verifier(stack.settings().root());
        verdict(
                verifier.run("audit.cli.AuditVerifyCommand", "verify", export.toString()),
                true,
                "./kaldrix audit verify " + export);
        verdict(
                verifier.run("audit.cli.AuditVerifyCommand", "verify", tampered.toString()),
                false,
                "a copy of the audit trail with one changed byte");
    }

    private void verdict(Verifier.Said said, boolean intact, String what) {
        boolean good = said.intact() == intact;
        screen.line(
                good ? Tone.NORMAL : Tone.BAD, "  " + what + ": " + (said.intact() ? "intact" : "found to be altered"));
        if (!good) {
            troubles.add(what + ": " + said.output().strip());
        }
    }
}
