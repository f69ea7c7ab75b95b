package com.kaldrix.monitoring.compliance.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.kaldrix.monitoring.compliance.pull.Rig.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each source in the words of its API; what the API says of a finding and what the event says of it is one record. */
class PullersTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Dispatcher EVENTS = Dispatcher.toAll(new ControlNames(SecurityHubControls.shipped()));
    private static final String NONE = "{\"findingIds\":[]}";

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static ObjectNode detail(String event) {
        return (ObjectNode) JSON.readTree(Rig.text("/events/" + event)).path("detail");
    }

    /** What the event brings, taken as if it had come, and which finding that is. */
    private Finding told(String event) {
        Collected.Findings found =
                (Collected.Findings) EVENTS.read(SnsEnvelope.unwrap(Rig.text("/events/" + event), Map.of(), "m-1"));
        Finding finding = found.findings().getFirst();
        rig.database.transactions().executeWithoutResult(status -> rig.findings.take(found.findings(), START));
        return finding;
    }

    private void collected(PullSource source) {
        assertThat(rig.replica(source).collect()).isTrue();
        assertThat(rig.state(source).trouble()).isEmpty();
        assertThat(rig.state(source).word()).isEqualTo(CollectionState.Word.COLLECTED);
    }

    private void failed(PullSource source, Reason reason) {
        rig.replica(source).collect();
        assertThat(rig.state(source).word()).isEqualTo(CollectionState.Word.NOT_COLLECTED);
        assertThat(rig.state(source).trouble().orElseThrow().reason()).isEqualTo(reason);
        assertThat(rig.stored()).isEmpty();
    }

    /** One record, of which the event's word and the API's are the same origin. */
    private void isOneWith(Finding told) {
        List<StoredFinding> stored = rig.stored();
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().joined().key()).isEqualTo(told.key());
        assertThat(stored.getFirst().joined().words().keySet()).containsExactly(told.origin());
        Finding pulled = stored.getFirst().joined().deciding();
        assertThat(pulled.seen().told()).as("the API's word is the newer one").isEqualTo(START);
        assertThat(pulled.verdict()).isEqualTo(told.verdict());
        assertThat(pulled.severity()).isEqualTo(told.severity());
        assertThat(pulled.seen().first()).isEqualTo(told.seen().first());
        assertThat(pulled.clues()).isEqualTo(told.clues());
    }

    private static MappingBuilder action(String name) {
        return post(urlEqualTo("/")).withHeader("X-Amz-Target", containing("." + name));
    }

    @Test
    void guardDuty() {
        ObjectNode finding = detail("guardduty/instance.json");
        ObjectNode sample = finding.deepCopy();
        sample.put("id", "sample");
        ((ObjectNode) sample.path("service"))
                .putObject("additionalInfo")
                .put("type", "default")
                .put("value", "{\"threatName\":\"x\", \"sample\": true}");
        Finding told = told("guardduty/instance.json");
        rig.aws.stubFor(get(urlEqualTo("/detector")).willReturn(okJson("{\"detectorIds\":[\"d1\"]}")));
        rig.aws.stubFor(get(urlEqualTo("/detector/d1")).willReturn(okJson("{\"status\":\"ENABLED\"}")));
        rig.aws.stubFor(post(urlEqualTo("/detector/d1/findings"))
                .withRequestBody(matchingJsonPath("$.nextToken", absent()))
                .withRequestBody(matchingJsonPath("$.findingCriteria.criterion['service.archived'].equals[0]"))
                .willReturn(okJson("{\"findingIds\":[\"a\",\"b\"],\"nextToken\":\"n\"}")));
        rig.aws.stubFor(post(urlEqualTo("/detector/d1/findings"))
                .withRequestBody(matchingJsonPath("$.nextToken", containing("n")))
                .willReturn(okJson("{\"findingIds\":[],\"nextToken\":\"\"}")));
        rig.aws.stubFor(post(urlEqualTo("/detector/d1/findings/get"))
                .willReturn(okJson("{\"findings\":[" + finding + "," + sample + "]}")));

        collected(PullSource.GUARD_DUTY);

        isOneWith(told);
        rig.aws.verify(postRequestedFor(urlEqualTo("/detector/d1/findings/get"))
                .withHeader("Authorization", containing("/guardduty/aws4_request"))
                .withRequestBody(matchingJsonPath("$.findingIds[1]", equalTo("b"))));
    }

    @Test
    void guardDutyThatIsNotUsedOrIsSuspended() {
        rig.aws.stubFor(get(urlEqualTo("/detector")).willReturn(okJson("{\"detectorIds\":[]}")));
        failed(PullSource.GUARD_DUTY, Reason.NOT_ENABLED);
        rig.clock.advance(Duration.ofMinutes(15));
        rig.aws.stubFor(get(urlEqualTo("/detector")).willReturn(okJson("{\"detectorIds\":[\"d1\"]}")));
        rig.aws.stubFor(get(urlEqualTo("/detector/d1")).willReturn(okJson("{\"status\":\"DISABLED\"}")));
        failed(PullSource.GUARD_DUTY, Reason.NOT_ENABLED);
    }

    @Test
    void macie() {
        Finding told = told("macie/policy.json");
        rig.aws.stubFor(get(urlEqualTo("/macie")).willReturn(okJson("{\"status\":\"ENABLED\"}")));
        rig.aws.stubFor(post(urlEqualTo("/findings"))
                .withRequestBody(matchingJsonPath("$.findingCriteria.criterion.archived.eq[0]"))
                .willReturn(okJson("{\"findingIds\":[\"a\"]}")));
        rig.aws.stubFor(post(urlEqualTo("/findings/describe"))
                .willReturn(okJson("{\"findings\":[" + detail("macie/policy.json") + "]}")));

        collected(PullSource.MACIE);

        isOneWith(told);
        rig.aws.stubFor(post(urlEqualTo("/findings")).willReturn(okJson(NONE)));
        rig.clock.advance(Duration.ofMinutes(15));
        rig.replica(PullSource.MACIE).collect();
        long since = START.minus(Duration.ofMinutes(20)).toEpochMilli();
        rig.aws.verify(postRequestedFor(urlEqualTo("/findings"))
                .withRequestBody(matchingJsonPath("$.findingCriteria.criterion.updatedAt.gte", equalTo("" + since))));
    }

    @Test
    void macieThatIsNotUsed() {
        rig.aws.stubFor(get(urlEqualTo("/macie"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("x-amzn-ErrorType", "AccessDeniedException")
                        .withBody("{\"message\":\"Macie is not enabled\"}")));
        failed(PullSource.MACIE, Reason.NOT_ENABLED);
    }

    @Test
    void inspectorWhoseTimesAreNumbersHere() {
        Finding told = told("inspector/package.json");
        ObjectNode finding = detail("inspector/package.json");
        finding.put("firstObservedAt", told.seen().first().toEpochMilli() / 1000.0);
        finding.put("lastObservedAt", told.seen().last().toEpochMilli() / 1000.0);
        finding.put("updatedAt", told.seen().updated().toEpochMilli() / 1000.0);
        rig.aws.stubFor(post(urlEqualTo("/status/batch/get"))
                .willReturn(okJson(
                        "{\"accounts\":[{\"accountId\":\"123456789012\",\"state\":{\"status\":\"ENABLED\"}}]}")));
        rig.aws.stubFor(post(urlEqualTo("/findings/list"))
                .withRequestBody(matchingJsonPath("$.filterCriteria.findingStatus[0].value", equalTo("ACTIVE")))
                .willReturn(okJson("{\"findings\":[" + finding + "]}")));

        collected(PullSource.INSPECTOR);

        isOneWith(told);
    }

    @Test
    void inspectorThatIsOffIsNotTakenForOneThatFindsNothing() {
        rig.aws.stubFor(post(urlEqualTo("/status/batch/get"))
                .willReturn(okJson("{\"accounts\":[{\"state\":{\"status\":\"DISABLED\"}}]}")));
        rig.aws.stubFor(post(urlEqualTo("/findings/list")).willReturn(okJson("{\"findings\":[]}")));
        failed(PullSource.INSPECTOR, Reason.NOT_ENABLED);
    }

    private static String result(String rule, String resource, String compliance) {
        return """
                {"EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"%s",
                 "ResourceType":"AWS::S3::Bucket","ResourceId":"%s"},"OrderingTimestamp":1772445600.5},
                 "ComplianceType":"%s","ResultRecordedTime":1772445601.25,"ConfigRuleInvokedTime":1772445600.0}
                """.formatted(rule, resource, compliance);
    }

    @Test
    void configRuleByRuleAndPageByPage() {
        rig.aws.stubFor(action("DescribeConfigRules").willReturn(okJson("""
                {"ConfigRules":[
                 {"ConfigRuleName":"own-rule","ConfigRuleArn":"arn:aws:config:eu-west-1:123456789012:config-rule/o"},
                 {"ConfigRuleName":"securityhub-s3-bucket-public-read-prohibited-1a2b3c4d",
                  "ConfigRuleArn":"arn:aws:config:eu-west-1:123456789012:config-rule/s"}]}
                """)));
        String details = "GetComplianceDetailsByConfigRule";
        rig.aws.stubFor(action(details)
                .withRequestBody(matchingJsonPath("$.ConfigRuleName", equalTo("own-rule")))
                .willReturn(okJson("{\"EvaluationResults\":[" + result("own-rule", "a", "NON_COMPLIANT")
                        + "],\"NextToken\":\"more\"}")));
        rig.aws.stubFor(action(details)
                .withRequestBody(matchingJsonPath("$.NextToken", equalTo("more")))
                .willReturn(okJson("{\"EvaluationResults\":[" + result("own-rule", "b", "COMPLIANT") + "]}")));
        String hubs = "securityhub-s3-bucket-public-read-prohibited-1a2b3c4d";
        rig.aws.stubFor(action(details)
                .withRequestBody(matchingJsonPath("$.ConfigRuleName", equalTo(hubs)))
                .willReturn(okJson("{\"EvaluationResults\":[" + result(hubs, "a", "COMPLIANT") + "]}")));

        collected(PullSource.CONFIG);

        Map<String, ComplianceStatus> found = rig.stored().stream()
                .collect(Collectors.toMap(
                        one -> one.joined().key().control() + " "
                                + one.joined().key().resource(),
                        one -> one.joined().verdict().compliance()));
        assertThat(found)
                .containsEntry("config:own-rule arn:aws:s3:::a", ComplianceStatus.FAILED)
                .containsEntry("config:own-rule arn:aws:s3:::b", ComplianceStatus.PASSED)
                .hasSize(3);
        assertThat(rig.stored("arn:aws:s3:::b")
                        .orElseThrow()
                        .joined()
                        .deciding()
                        .seen()
                        .updated())
                .hasToString("2026-03-02T10:00:01.250Z");

        // The next look is of all again: what a rule no longer speaks of is gone.
        rig.clock.advance(Duration.ofMinutes(15));
        rig.aws.stubFor(action(details)
                .withRequestBody(matchingJsonPath("$.NextToken", equalTo("more")))
                .willReturn(okJson("{\"EvaluationResults\":[]}")));
        rig.replica(PullSource.CONFIG).collect();
        assertThat(rig.stored("arn:aws:s3:::b").orElseThrow().joined().verdict().record())
                .isEqualTo(RecordState.ARCHIVED);
    }

    @Test
    void cloudTrail() {
        String whole = detail("cloudtrail/authorize-ingress.json").toString();
        ObjectNode event = JSON.createObjectNode().put("EventId", "e").put("CloudTrailEvent", whole);
        rig.aws.stubFor(action("LookupEvents").willReturn(okJson("{\"Events\":[" + event + "]}")));

        collected(PullSource.CLOUD_TRAIL);

        assertThat(rig.database.count("activity")).isEqualTo(1);
        rig.aws.verify(postRequestedFor(urlEqualTo("/"))
                .withHeader("X-Amz-Target", containing("CloudTrail_20131101.LookupEvents"))
                .withRequestBody(containing(
                        "\"StartTime\":" + START.minus(Duration.ofHours(24)).getEpochSecond() + ".000")));
        rig.clock.advance(Duration.ofMinutes(15));
        rig.replica(PullSource.CLOUD_TRAIL).collect();
        assertThat(rig.database.count("activity"))
                .as("the same again is no other")
                .isEqualTo(1);
    }

    @Test
    void trailsAndRecorders() {
        String arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main";
        rig.aws.stubFor(
                action("DescribeTrails").willReturn(okJson("{\"trailList\":[{\"TrailARN\":\"" + arn + "\"}]}")));
        rig.aws.stubFor(action("GetTrailStatus").willReturn(okJson("{\"IsLogging\":false,\"StopLoggingTime\":1.7E9}")));
        rig.aws.stubFor(
                action("DescribeConfigurationRecorderStatus")
                        .willReturn(
                                okJson(
                                        "{\"ConfigurationRecordersStatus\":[{\"name\":\"default\",\"recording\":true,\"lastStatus\":\"SUCCESS\"}]}")));

        collected(PullSource.RECORDERS);

        assertThat(status("kaldrix:trail-logging", arn)).contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:configuration-recording", "AWS::::Account:123456789012"))
                .contains(ComplianceStatus.PASSED);
        assertThat(status("kaldrix:trail-logging", "AWS::::Account:123456789012"))
                .contains(ComplianceStatus.PASSED);
    }

    @Test
    void aTrailThatIsGoneFailsNothingAnyMore() {
        String arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main";
        String other = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/other";
        rig.aws.stubFor(action("GetTrailStatus").willReturn(okJson("{\"IsLogging\":false}")));
        rig.aws.stubFor(action("DescribeConfigurationRecorderStatus")
                .willReturn(okJson("{\"ConfigurationRecordersStatus\":[]}")));
        rig.aws.stubFor(action("DescribeTrails")
                .willReturn(
                        okJson("{\"trailList\":[{\"TrailARN\":\"%s\"},{\"TrailARN\":\"%s\"}]}".formatted(arn, other))));
        collected(PullSource.RECORDERS);
        rig.clock.advance(Duration.ofDays(1));
        rig.aws.stubFor(
                action("DescribeTrails").willReturn(okJson("{\"trailList\":[{\"TrailARN\":\"" + arn + "\"}]}")));
        collected(PullSource.RECORDERS);

        assertThat(status("kaldrix:trail-logging", arn)).contains(ComplianceStatus.FAILED);
        assertThat(record("kaldrix:trail-logging", other)).contains(RecordState.ARCHIVED);
        assertThat(record("kaldrix:configuration-recording", "AWS::::Account:123456789012"))
                .contains(RecordState.ACTIVE);
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond()) + ".123";
    }

    private static String certificate(String arn, Instant end, boolean used) {
        return "{\"CertificateArn\":\"%s\",\"DomainName\":\"%s.example.org\",\"Status\":\"ISSUED\",\"NotAfter\":%s,\"InUse\":%s}"
                .formatted(arn, arn, seconds(end), used);
    }

    @Test
    void whatRunsOut() {
        rig.aws.stubFor(action("ListCertificates")
                .withRequestBody(matchingJsonPath("$.NextToken", absent()))
                .withRequestBody(matchingJsonPath("$.Includes.keyTypes[?(@ == 'EC_prime256v1')]"))
                .willReturn(okJson("{\"CertificateSummaryList\":["
                        + certificate("long", START.plus(Duration.ofDays(31)), true) + ","
                        + certificate("soon", START.plus(Duration.ofDays(29)), true) + "],\"NextToken\":\"n\"}")));
        rig.aws.stubFor(action("ListCertificates")
                .withRequestBody(matchingJsonPath("$.NextToken", equalTo("n")))
                .willReturn(okJson("{\"CertificateSummaryList\":["
                        + certificate("unused", START.minus(Duration.ofDays(1)), false) + ","
                        + certificate("over", START.minus(Duration.ofDays(1)), true)
                        + ",{\"CertificateArn\":\"waits\",\"Status\":\"PENDING_VALIDATION\"}]}")));
        rig.aws.stubFor(get(urlPathEqualTo("/resources/"))
                .withQueryParam("nextToken", absent())
                .willReturn(
                        okJson("{\"Results\":[{\"ResourceArn\":\"fresh\",\"ResourceType\":\"RDS\",\"LastBackupTime\":"
                                + seconds(START.minus(Duration.ofHours(25))) + "}],\"NextToken\":\"m\"}")));
        rig.aws.stubFor(get(urlPathEqualTo("/resources/"))
                .withQueryParam("nextToken", equalTo("m"))
                .willReturn(
                        okJson("{\"Results\":[{\"ResourceArn\":\"stale\",\"ResourceType\":\"EFS\",\"LastBackupTime\":"
                                + seconds(START.minus(Duration.ofHours(27)))
                                + "},{\"ResourceArn\":\"never\",\"ResourceType\":\"EFS\"}]}")));

        collected(PullSource.LIFETIMES);

        assertThat(status("kaldrix:certificate-expiry", "long")).contains(ComplianceStatus.PASSED);
        assertThat(status("kaldrix:certificate-expiry", "soon")).contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:certificate-expiry", "over")).contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:certificate-expiry", "unused")).isEmpty();
        assertThat(status("kaldrix:certificate-expiry", "waits")).isEmpty();
        assertThat(status("kaldrix:backup-age", "fresh")).contains(ComplianceStatus.PASSED);
        assertThat(status("kaldrix:backup-age", "stale")).contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:backup-age", "never")).contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:backup-age", "AWS::::Account:123456789012")).contains(ComplianceStatus.PASSED);
        rig.aws.verify(getRequestedFor(urlPathEqualTo("/resources/"))
                .withHeader("Authorization", containing("/backup/aws4_request")));

        // A certificate that was deleted is no trouble any more.
        rig.clock.advance(Duration.ofDays(1));
        rig.aws.stubFor(action("ListCertificates").willReturn(okJson("{\"CertificateSummaryList\":[]}")));
        rig.aws.stubFor(get(urlPathEqualTo("/resources/")).willReturn(okJson("{\"Results\":[]}")));
        collected(PullSource.LIFETIMES);
        assertThat(record("kaldrix:certificate-expiry", "over")).contains(RecordState.ARCHIVED);
        assertThat(status("kaldrix:backup-age", "AWS::::Account:123456789012")).contains(ComplianceStatus.FAILED);
    }

    @Test
    void whatCannotBeReadOrMayNotBeAskedIsNotCollected() {
        rig.aws.stubFor(action("ListCertificates").willReturn(okJson("{\"CertificateSummaryList\":[{}]}")));
        rig.aws.stubFor(get(urlPathEqualTo("/resources/")).willReturn(okJson("{\"Results\":[{}]}")));
        rig.replica(PullSource.LIFETIMES).collect();
        assertThat(rig.state(PullSource.LIFETIMES).trouble().orElseThrow().reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    private Optional<RecordState> record(String control, String resource) {
        return rig.stored().stream()
                .filter(one -> one.joined().key().control().toString().equals(control))
                .filter(one -> one.joined().key().resource().equals(resource))
                .map(one -> one.joined().verdict().record())
                .findFirst();
    }

    private Optional<ComplianceStatus> status(String control, String resource) {
        return rig.stored().stream()
                .filter(one -> one.joined().key().control().toString().equals(control))
                .filter(one -> one.joined().key().resource().equals(resource))
                .map(one -> one.joined().verdict().compliance())
                .findFirst();
    }

    @Test
    void whichControlsAreOn() {
        String fsbp = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0";
        rig.aws.stubFor(post(urlEqualTo("/standards/get"))
                .willReturn(okJson("{\"StandardsSubscriptions\":[{\"StandardsArn\":\"" + fsbp
                        + "\",\"StandardsStatus\":\"READY\"}]}")));
        rig.aws.stubFor(get(urlPathEqualTo("/securityControls/definitions"))
                .withQueryParam("StandardsArn", equalTo(fsbp))
                .willReturn(okJson("""
                        {"SecurityControlDefinitions":[{"SecurityControlId":"IAM.4"},{"SecurityControlId":"S3.8"}]}
                        """)));
        rig.aws.stubFor(post(urlEqualTo("/associations/batchGet")).willReturn(okJson("""
                {"StandardsControlAssociationDetails":[
                 {"StandardsArn":"%1$s","SecurityControlId":"IAM.4","AssociationStatus":"ENABLED"},
                 {"StandardsArn":"%1$s","SecurityControlId":"S3.8","AssociationStatus":"DISABLED",
                  "UpdatedReason":"public on purpose"}]}
                """.formatted(fsbp))));

        collected(PullSource.SECURITY_HUB_CONTROLS);

        List<Enablement> kept = enablements();
        assertThat(kept)
                .containsExactly(
                        new Enablement(fsbp, "READY", "IAM.4", true, ""),
                        new Enablement(fsbp, "READY", "S3.8", false, "public on purpose"));
        rig.aws.verify(getRequestedFor(urlPathEqualTo("/securityControls/definitions"))
                .withHeader("Authorization", containing("/securityhub/aws4_request")));

        rig.clock.advance(Duration.ofMinutes(15));
        rig.aws.stubFor(post(urlEqualTo("/standards/get")).willReturn(okJson("{\"StandardsSubscriptions\":[]}")));
        rig.replica(PullSource.SECURITY_HUB_CONTROLS).collect();
        assertThat(enablements()).as("the standard was turned off").isEmpty();
    }

    private List<Enablement> enablements() {
        return rig
                .enablements
                .find(new Enablements.Filter(null, null, null, null), Optional.empty(), 100)
                .items()
                .stream()
                .map(Enablements.Kept::enablement)
                .toList();
    }

    @Test
    void anotherAccountIsEnteredByItsRole() {
        rig.aws.stubFor(post(urlEqualTo("/"))
                .withRequestBody(containing("Action=AssumeRole"))
                .withRequestBody(containing("ExternalId=outside"))
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("""
                        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                        <Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                        <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
                        </AssumeRoleResult></AssumeRoleResponse>
                        """)));
        rig.aws.stubFor(post(urlEqualTo("/findings")).willReturn(okJson("{\"Findings\":[]}")));

        rig.replica("arn:aws:iam::123456789012:role/auditor", PullSource.SECURITY_HUB)
                .collect();

        assertThat(rig.state(PullSource.SECURITY_HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
        rig.aws.verify(postRequestedFor(urlEqualTo("/findings"))
                .withHeader("Authorization", containing("Credential=ASSUMED/"))
                .withHeader("X-Amz-Security-Token", equalTo("session")));
    }

    @Test
    void aRoleThatMayNotBeAssumedIsARefusal() {
        rig.aws.stubFor(post(urlEqualTo("/"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("Content-Type", "text/xml")
                        .withBody("""
                        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                        <Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error>
                        <RequestId>r</RequestId></ErrorResponse>
                        """)));
        rig.replica("arn:aws:iam::123456789012:role/auditor", PullSource.SECURITY_HUB)
                .collect();
        assertThat(rig.state(PullSource.SECURITY_HUB).trouble().orElseThrow().reason())
                .isEqualTo(Reason.REFUSED);
    }
}
