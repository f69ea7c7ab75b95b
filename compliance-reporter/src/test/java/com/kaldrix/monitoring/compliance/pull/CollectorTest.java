package com.kaldrix.monitoring.compliance.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.kaldrix.monitoring.compliance.pull.Rig.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.Pulls.Lease;
import com.kaldrix.monitoring.compliance.pull.Pulls.LostLeaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at Security Hub, and all that can go wrong with them. */
class CollectorTest {
    private static final String FINDINGS = "/findings";
    private static final PullSource HUB = PullSource.SECURITY_HUB;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static String finding(String resource, String status, Instant updated) {
        return """
                {"Id":"arn:aws:securityhub:eu-west-1:123456789012:security-control/S3.8/finding/%s",
                 "ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub",
                 "GeneratorId":"security-control/S3.8","AwsAccountId":"123456789012","Region":"eu-west-1",
                 "CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"%s","Title":"t","Severity":{"Label":"HIGH"},
                 "Compliance":{"Status":"%s","SecurityControlId":"S3.8"},"RecordState":"ACTIVE",
                 "Workflow":{"Status":"NEW"},"Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::%s"}]}
                """.formatted(resource, updated, status, resource);
    }

    private static String page(String next, String... findings) {
        return "{\"Findings\":[" + String.join(",", findings) + "]"
                + (next.isEmpty() ? "" : ",\"NextToken\":\"" + next + "\"") + "}";
    }

    private static MappingBuilder first() {
        return post(urlEqualTo(FINDINGS)).withRequestBody(matchingJsonPath("$.NextToken", absent()));
    }

    private static MappingBuilder after(String token) {
        return post(urlEqualTo(FINDINGS)).withRequestBody(matchingJsonPath("$.NextToken", containing(token)));
    }

    private static ResponseDefinitionBuilder error(int status, String type, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("x-amzn-ErrorType", type + ":http://internal.amazon.com/coral/")
                .withHeader("Content-Type", "application/json")
                .withBody("{\"Message\":\"" + message + "\"}");
    }

    /** A finding that is known of long since. */
    private void known(String account, String region, Source source, String resource) {
        Instant then = START.minus(Duration.ofDays(3));
        rig.database
                .transactions()
                .executeWithoutResult(status -> rig.findings.take(
                        List.of(new Finding(
                                new FindingKey(account, region, Control.parse("securityhub:S3.8"), resource),
                                new Origin(source, account + region + source + resource),
                                "AWS::S3::Bucket",
                                "t",
                                FindingSeverity.HIGH,
                                Verdict.of(ComplianceStatus.FAILED),
                                Seen.at(then, then),
                                FindingClues.none().withControl("S3.8"))),
                        then));
    }

    private RecordState record(String resource) {
        return rig.stored(resource).orElseThrow().joined().verdict().record();
    }

    @Test
    void aWholeLookReadsEveryPageAndArchivesWhatItShouldHaveSeenAndNothingElse() {
        known(Rig.ACCOUNT, Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::gone");
        known(Rig.ACCOUNT, "us-east-1", Source.SECURITY_HUB, "arn:aws:s3:::elsewhere");
        known("210987654321", Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::of-another");
        known(Rig.ACCOUNT, Rig.REGION, Source.CONFIG, "arn:aws:s3:::of-config");
        rig.aws.stubFor(first().willReturn(okJson(page("p2", finding("a", "FAILED", START.minusSeconds(9))))));
        rig.aws.stubFor(after("p2").willReturn(okJson(page("", finding("b", "PASSED", START.minusSeconds(8))))));

        assertThat(rig.replica(HUB).collect()).isTrue();

        assertThat(rig.stored("arn:aws:s3:::a").orElseThrow().joined().verdict().compliance())
                .isEqualTo(ComplianceStatus.FAILED);
        assertThat(rig.stored("arn:aws:s3:::b").orElseThrow().joined().verdict().compliance())
                .isEqualTo(ComplianceStatus.PASSED);
        assertThat(record("arn:aws:s3:::gone")).isEqualTo(RecordState.ARCHIVED);
        assertThat(List.of("elsewhere", "of-another", "of-config"))
                .allSatisfy(name -> assertThat(record("arn:aws:s3:::" + name)).isEqualTo(RecordState.ACTIVE));
        assertThat(rig.state(HUB).collectedAt()).contains(START);
        assertThat(rig.state(HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
        assertThat(rig.database.count("pull_seen")).isZero();
        rig.aws.verify(postRequestedFor(urlEqualTo(FINDINGS))
                .withRequestBody(matchingJsonPath("$.Filters.AwsAccountId[0].Value", containing(Rig.ACCOUNT)))
                .withRequestBody(matchingJsonPath("$.Filters.Region[0].Value", containing(Rig.REGION)))
                .withRequestBody(matchingJsonPath("$.Filters.RecordState[0].Value", containing("ACTIVE")))
                .withHeader("Authorization", containing("/eu-west-1/securityhub/aws4_request"))
                .withRequestBody(matchingJsonPath("$.NextToken", absent())));
    }

    @Test
    void aWordThatWasNewerBeforeTheLookIsSeenAllTheSame() {
        rig.aws.stubFor(first().willReturn(okJson(page("", finding("a", "FAILED", START.minusSeconds(60))))));
        Instant later = START.minusSeconds(30);
        rig.database
                .transactions()
                .executeWithoutResult(status -> rig.findings.take(
                        List.of(new Finding(
                                new FindingKey(
                                        Rig.ACCOUNT, Rig.REGION, Control.parse("securityhub:S3.8"), "arn:aws:s3:::a"),
                                new Origin(
                                        Source.SECURITY_HUB,
                                        "arn:aws:securityhub:eu-west-1:123456789012:security-control/S3.8/finding/a"),
                                "AWS::S3::Bucket",
                                "t",
                                FindingSeverity.HIGH,
                                Verdict.of(ComplianceStatus.PASSED),
                                Seen.at(later, later),
                                FindingClues.none().withControl("S3.8"))),
                        later));

        rig.replica(HUB).collect();

        assertThat(record("arn:aws:s3:::a")).isEqualTo(RecordState.ACTIVE);
        assertThat(rig.stored("arn:aws:s3:::a").orElseThrow().joined().verdict().compliance())
                .isEqualTo(ComplianceStatus.PASSED);
    }

    @Test
    void theNextLookAsksForWhatIsNewAndTheOneOfTheNextDayForAllAgain() {
        rig.aws.stubFor(post(urlEqualTo(FINDINGS)).willReturn(okJson(page(""))));
        Collector replica = rig.replica(HUB);
        replica.collect();
        assertThat(replica.collect()).as("not due").isFalse();

        rig.clock.advance(Duration.ofMinutes(15));
        assertThat(replica.collect()).isTrue();
        rig.aws.verify(postRequestedFor(urlEqualTo(FINDINGS))
                .withRequestBody(matchingJsonPath("$.Filters.UpdatedAt[0].Start", containing("2026-03-02T11:40:00Z"))));

        rig.aws.resetRequests();
        rig.clock.set(START.plus(Duration.ofHours(24)));
        assertThat(replica.collect()).isTrue();
        rig.aws.verify(postRequestedFor(urlEqualTo(FINDINGS))
                .withRequestBody(matchingJsonPath("$.Filters.RecordState[0].Value", containing("ACTIVE"))));
        assertThat(rig.state(HUB).wholeAt()).contains(START.plus(Duration.ofHours(24)));
    }

    @Test
    void aLookForWhatIsNewArchivesNothing() {
        rig.aws.stubFor(post(urlEqualTo(FINDINGS)).willReturn(okJson(page(""))));
        Collector replica = rig.replica(HUB);
        replica.collect();
        known(Rig.ACCOUNT, Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::told-of-meanwhile");
        rig.clock.advance(Duration.ofMinutes(15));

        replica.collect();

        assertThat(record("arn:aws:s3:::told-of-meanwhile")).isEqualTo(RecordState.ACTIVE);
    }

    @Test
    void whatIsInterruptedGoesOnAfterARestartWithThePageThatItHadCome() {
        known(Rig.ACCOUNT, Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::gone");
        rig.aws.stubFor(first().willReturn(okJson(page("p2", finding("a", "FAILED", START.minusSeconds(9))))));
        rig.aws.stubFor(after("p2").willReturn(error(500, "InternalException", "try later")));
        rig.replica(HUB).collect();

        CollectionState failing = rig.state(HUB);
        assertThat(failing.word()).isEqualTo(CollectionState.Word.NOT_COLLECTED);
        assertThat(failing.trouble().orElseThrow().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failing.knownUntil())
                .as("nothing is known since it is wanted")
                .isEqualTo(START);
        assertThat(record("arn:aws:s3:::gone"))
                .as("a look without an end says nothing")
                .isEqualTo(RecordState.ACTIVE);
        rig.aws.verify(
                3,
                postRequestedFor(urlEqualTo(FINDINGS))
                        .withRequestBody(matchingJsonPath("$.NextToken", containing("p2"))));

        rig.aws.resetRequests();
        rig.aws.stubFor(after("p2").willReturn(okJson(page("", finding("b", "PASSED", START.minusSeconds(8))))));
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(rig.replica(HUB).collect()).isTrue();

        rig.aws.verify(
                0, postRequestedFor(urlEqualTo(FINDINGS)).withRequestBody(matchingJsonPath("$.NextToken", absent())));
        assertThat(rig.state(HUB).collectedAt()).as("as of its beginning").contains(START);
        assertThat(rig.state(HUB).trouble()).isEmpty();
        assertThat(record("arn:aws:s3:::gone")).isEqualTo(RecordState.ARCHIVED);
        assertThat(record("arn:aws:s3:::a")).as("seen before the restart").isEqualTo(RecordState.ACTIVE);
        assertThat(rig.database
                        .jdbc()
                        .sql(
                                "select kind from trail_inbox where subject = 'collection/123456789012/eu-west-1/securityhub' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("collection.failed", "collection.resumed");
    }

    @Test
    void aPlaceThatAwsHasForgottenBeginsTheLookAgain() {
        rig.aws.stubFor(first().willReturn(okJson(page("p2", finding("a", "FAILED", START.minusSeconds(9))))));
        rig.aws.stubFor(after("p2").willReturn(error(400, "InvalidInputException", "Invalid parameter NextToken")));
        rig.replica(HUB).collect();
        assertThat(rig.state(HUB).trouble().orElseThrow().reason()).isEqualTo(Reason.PLACE_LOST);

        rig.aws.stubFor(first().willReturn(okJson(page("", finding("a", "PASSED", START.minusSeconds(1))))));
        rig.clock.advance(Duration.ofMinutes(1));
        rig.replica(HUB).collect();

        assertThat(rig.state(HUB).collectedAt()).contains(START.plus(Duration.ofMinutes(1)));
    }

    @Test
    void tooManyQuestionsAreAskedAgainAfterAPause() {
        rig.aws.stubFor(first().inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(error(429, "TooManyRequestsException", "slow down"))
                .willSetStateTo("calm"));
        rig.aws.stubFor(first().inScenario("busy")
                .whenScenarioStateIs("calm")
                .willReturn(okJson(page("", finding("a", "FAILED", START.minusSeconds(9))))));

        rig.replica(HUB).collect();

        assertThat(rig.state(HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
        assertThat(rig.stored()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequestsException, slow down, THROTTLED",
        "400, ThrottlingException, Rate exceeded, THROTTLED",
        "403, ExpiredTokenException, The security token included in the request is expired, CREDENTIALS",
        "403, UnrecognizedClientException, The security token included in the request is invalid., CREDENTIALS",
        "403, AccessDeniedException, User is not authorized to perform securityhub:GetFindings, REFUSED",
        "403, OptInRequired, You are not subscribed to this region, REGION_OFF",
        "401, InvalidAccessException, Account 123456789012 is not subscribed to AWS Security Hub, NOT_ENABLED",
        "503, ServiceUnavailable, come back, UNAVAILABLE",
        "400, ValidationException, what is this, NOT_UNDERSTOOD"
    })
    void whatIsRefusedIsNotCollectedAndNeverPassed(int status, String type, String message, Reason reason) {
        known(Rig.ACCOUNT, Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::still-failed");
        rig.aws.stubFor(any(anyUrl()).willReturn(error(status, type, message)));
        Collector replica = rig.replica(HUB);

        replica.collect();

        CollectionState state = rig.state(HUB);
        assertThat(state.word()).isEqualTo(CollectionState.Word.NOT_COLLECTED);
        assertThat(state.collectedAt()).isEmpty();
        assertThat(state.trouble().orElseThrow().reason()).isEqualTo(reason);
        assertThat(state.trouble().orElseThrow().words()).contains(message);
        assertThat(rig.stored("arn:aws:s3:::still-failed")
                        .orElseThrow()
                        .joined()
                        .verdict())
                .isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(state.nextAt()).isAfter(START);
        assertThat(replica.collect()).as("not at once again").isFalse();

        rig.clock.advance(Duration.ofMinutes(15));
        replica.collect();
        assertThat(rig.state(HUB).trouble().orElseThrow().since())
                .as("since the first")
                .isEqualTo(START);
        assertThat(rig.state(HUB).trouble().orElseThrow().failures()).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsNotCollected() {
        Collector replica = rig.replica(HUB);
        rig.aws.stop();
        replica.collect();
        assertThat(rig.state(HUB).trouble().orElseThrow().reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aFindingThatCannotBeReadCostsNoOtherItsPlaceButTheLookIsNotWhole() {
        known(Rig.ACCOUNT, Rig.REGION, Source.SECURITY_HUB, "arn:aws:s3:::gone");
        rig.aws.stubFor(first().willReturn(
                        okJson(page("", "{\"Id\":\"broken\"}", finding("a", "FAILED", START.minusSeconds(9))))));

        rig.replica(HUB).collect();

        assertThat(rig.stored("arn:aws:s3:::a")).isPresent();
        assertThat(rig.state(HUB).trouble().orElseThrow().reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rig.state(HUB).trouble().orElseThrow().words()).startsWith("1 could not be read, such as: ");
        assertThat(rig.state(HUB).collectedAt()).isEmpty();
        assertThat(record("arn:aws:s3:::gone")).isEqualTo(RecordState.ACTIVE);
    }

    @Test
    void theSignatureFollowsTheClockOfAws() {
        Instant theirs = START.plus(Duration.ofHours(1));
        rig.aws.stubFor(post(urlEqualTo(FINDINGS))
                .withHeader("X-Amz-Date", containing("20260302T12"))
                .willReturn(error(403, "InvalidSignatureException", "Signature expired")
                        .withHeader(
                                "Date",
                                DateTimeFormatter.RFC_1123_DATE_TIME
                                        .withLocale(Locale.ROOT)
                                        .format(theirs.atOffset(ZoneOffset.UTC)))));
        rig.aws.stubFor(post(urlEqualTo(FINDINGS))
                .withHeader("X-Amz-Date", containing("20260302T13"))
                .willReturn(okJson(page(""))));

        rig.replica(HUB).collect();

        assertThat(rig.state(HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
    }

    @Test
    void oneReplicaAtATimeAsksATargetAndWhoeverHasLostItWritesNothing() {
        rig.aws.stubFor(first().willReturn(okJson(page("", finding("a", "FAILED", START.minusSeconds(9))))));
        Collector other = rig.replica(HUB);
        Lease lost = rig.pulls.claim("one", Duration.ofMinutes(5), START).orElseThrow();
        assertThat(other.collect()).as("somebody asks already").isFalse();

        rig.database
                .jdbc()
                .sql("update pull set held_until = clock_timestamp() - interval '1 second'")
                .update();
        assertThat(other.collect()).as("whoever asked is dead").isTrue();

        Harvest late = new Harvest(List.of(), List.of(), List.of(), List.of(), Optional.of("p9"));
        assertThatThrownBy(() -> rig.gathering().page(lost, new Round(START, Optional.empty()), late, START))
                .isInstanceOf(LostLeaseException.class);
        assertThat(rig.state(HUB).collectedAt()).contains(START);
        assertThat(rig.database
                        .jdbc()
                        .sql("select place from pull")
                        .query(String.class)
                        .single())
                .isEmpty();
    }

    @Test
    void whatIsNoLongerWantedIsForgottenAndWhatIsWantedAnewWaits() {
        rig.aws.stubFor(post(urlEqualTo(FINDINGS)).willReturn(okJson(page(""))));
        rig.replica(HUB).collect();

        rig.replica(HUB, PullSource.MACIE);
        assertThat(rig.state(HUB).collectedAt()).as("stays").contains(START);
        assertThat(rig.state(PullSource.MACIE).word()).isEqualTo(CollectionState.Word.WAITING);

        rig.replica(PullSource.MACIE);
        assertThat(rig.pulls.all()).hasSize(1);
    }
}
