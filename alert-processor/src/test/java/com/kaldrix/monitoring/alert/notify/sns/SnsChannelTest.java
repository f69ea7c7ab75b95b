package com.kaldrix.monitoring.alert.notify.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Golden;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Access;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Keys;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Role;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Target;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnsChannelTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:prod-kaldrix-notifications";
    private static final Keys KEYS = new Keys("AKIDEXAMPLE", new Secret("secret-access-key"));

    @RegisterExtension
    static final WireMockExtension SNS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private SnsClients clients;
    private SnsChannel channel;

    @BeforeEach
    void open() {
        clients = new SnsClients(SNS.baseUrl(), AnonymousCredentialsProvider.create());
        channel = new SnsChannel(clients);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private static SnsIntegration integration(String topic) {
        return new SnsIntegration(topic, "", "", KEYS, "", Map.of("team", "core"), true);
    }

    private Outcome send() {
        return channel.send(integration(TOPIC), Samples.of(Kind.OPENED), Deadline.ofAttempt());
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SNS.stubFor(post(anyUrl()).willReturn(response));
    }

    private static void takesAll() {
        answers(aResponse()
                .withStatus(200)
                .withBody("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                        + "<MessageId>m-1</MessageId></PublishResult></PublishResponse>"));
    }

    private static void fails(int status, String code) {
        answers(aResponse()
                .withStatus(status)
                .withBody("<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>because</Message></Error></ErrorResponse>"));
    }

    private static Map<String, String> sent() {
        String form = SNS.findAll(postRequestedFor(anyUrl())).getLast().getBodyAsString();
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void publishesALetterForAllAndAShortOneForTelephones(Kind kind) {
        takesAll();
        assertThat(channel.send(integration(TOPIC), Samples.of(kind), "")).isEqualTo(Outcome.Delivered.PLAIN);
        Map<String, String> form = sent();
        assertThat(form).containsEntry("TopicArn", TOPIC).containsEntry("MessageStructure", "json");
        JsonNode message = JsonMapper.shared().readTree(form.get("Message"));
        assertThat(message.path("sms").asString()).endsWith(Samples.INCIDENT.toString());
        Golden.json(
                "sns-" + kind.name().toLowerCase(java.util.Locale.ROOT) + ".json",
                JsonMapper.shared().writeValueAsString(form));
    }

    @Test
    void signsForTheRegionOfTheTopicOnAConnectionOfItsOwn() {
        takesAll();
        send();
        SNS.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("Connection", matching("(?i)close"))
                        .withHeader("Authorization", containing("AKIDEXAMPLE/"))
                        .withHeader("Authorization", containing("/eu-west-1/sns/aws4_request")));
        channel.send(
                new SnsIntegration(TOPIC, "us-west-2", SNS.baseUrl() + "/", KEYS, "", Map.of(), true),
                Samples.of(Kind.OPENED),
                "");
        SNS.verify(1, postRequestedFor(anyUrl()).withHeader("Authorization", containing("/us-west-2/sns/")));
    }

    @Test
    void aFifoTopicGetsTheIncidentAsGroupAndTheDeliveryAsDeduplicationId() {
        takesAll();
        channel.send(integration(TOPIC + ".fifo"), Samples.of(Kind.OPENED), "");
        assertThat(sent())
                .containsEntry("MessageGroupId", Samples.INCIDENT.toString())
                .containsEntry("MessageDeduplicationId", Samples.DELIVERY.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling, RetryAfter",
        "400, ThrottlingException, RetryAfter",
        "429, Throttled, RetryAfter",
        "403, AuthorizationError, Rejected",
        "403, InvalidClientTokenId, Rejected",
        "403, SignatureDoesNotMatch, Rejected",
        "404, NotFound, Rejected",
        "400, InvalidParameter, Rejected",
        "403, ExpiredToken, Unavailable",
        "403, RequestExpired, Unavailable",
        "500, InternalError, Unavailable",
        "502, BadGateway, Unknown",
        "503, ServiceUnavailable, Unavailable",
        "504, GatewayTimeout, Unknown"
    })
    void theServicesAnswerMeans(int status, String code, String outcome) {
        fails(status, code);
        Outcome result = send();
        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).contains(code).doesNotContain("secret-access-key");
        SNS.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void aConnectionLostAfterSendingIsUnknownAndTheRequestWentOutOnce(Fault fault) {
        answers(aResponse().withFault(fault));
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
        SNS.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void aLateAnswerIsUnknown() {
        answers(aResponse().withFixedDelay(5000));
        long start = System.nanoTime();
        assertThat(channel.send(integration(TOPIC), Samples.of(Kind.OPENED), Deadline.in(Duration.ofMillis(800))))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        SNS.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void whoCannotBeReachedIsUnavailable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        for (String endpoint : new String[] {"http://127.0.0.1:" + free, "http://no-such-host.invalid"}) {
            SnsIntegration away = new SnsIntegration(TOPIC, "", endpoint, KEYS, "", Map.of(), true);
            assertThat(channel.send(away, Samples.of(Kind.OPENED), "")).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void withoutCredentialsNothingIsSent() {
        takesAll();
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        try (SnsClients others = new SnsClients(SNS.baseUrl(), none)) {
            SnsIntegration keyless = new SnsIntegration(TOPIC, "", "", null, "", Map.of(), true);
            assertThat(new SnsChannel(others).send(keyless, Samples.of(Kind.OPENED), ""))
                    .isEqualTo(new Outcome.Unavailable("not sent to SNS: Unable to load credentials"));
        }
        SNS.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void anAddressThatIsNoneIsRejected() {
        assertThat(channel.send(integration("prod-kaldrix-notifications"), Samples.of(Kind.OPENED), ""))
                .isInstanceOf(Outcome.Rejected.class);
        SnsIntegration odd = new SnsIntegration(TOPIC, "", "not a url", KEYS, "", Map.of(), true);
        assertThat(channel.send(odd, Samples.of(Kind.OPENED), "")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void clientsAreKeptWithinBounds() {
        takesAll();
        assertThat(clients.of(integration(TOPIC))).isSameAs(clients.of(integration(TOPIC)));
        IntStream.range(0, 2 * SnsClients.MOST)
                .forEach(i -> clients.of(new SnsIntegration(TOPIC, "us-east-" + i, "", KEYS, "", Map.of(), true)));
        assertThat(clients.size()).isEqualTo(SnsClients.MOST);
        assertThat(send()).isEqualTo(Outcome.Delivered.PLAIN);
    }

    @Test
    void anInterruptedSenderStaysInterruptedAndSendsNothing() {
        takesAll();
        Thread.currentThread().interrupt();
        Outcome outcome = send();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    }

    private static SnsIntegration to(Target target, Access access, String message) {
        return new SnsIntegration(
                target,
                access,
                new SnsIntegration.Words("", message),
                Map.of("AWS.SNS.SMS.SenderID", "KALDRIX", "team", "core", "AWS.secret", "x"),
                true);
    }

    private static Access access(String profile, Role role) {
        return new Access("us-east-1", SNS.baseUrl() + "/", profile.isEmpty() ? KEYS : null, profile, role);
    }

    @Test
    void aTelephoneGetsATextMessage() {
        takesAll();
        Target phone = new Target("", "+12025550100", "");
        assertThat(channel.send(to(phone, access("", Role.NONE), ""), Samples.of(Kind.OPENED), ""))
                .isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sent())
                .containsEntry("PhoneNumber", "+12025550100")
                .doesNotContainKeys("TopicArn", "TargetArn", "Subject", "MessageStructure")
                .containsEntry("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SenderID")
                .containsEntry("MessageAttributes.entry.2.Name", "team")
                .doesNotContainKey("MessageAttributes.entry.3.Name");
        assertThat(sent().get("Message")).endsWith(Samples.INCIDENT.toString()).hasSizeLessThanOrEqualTo(301);
        channel.send(to(phone, access("", Role.NONE), "w".repeat(5000)), Samples.of(Kind.OPENED), "");
        assertThat(sent().get("Message")).startsWith("w").hasSizeLessThanOrEqualTo(1600);
    }

    @Test
    void anApplicationOnATelephoneGetsAMessage() {
        takesAll();
        String endpoint = "arn:aws:sns:eu-west-1:123456789012:endpoint/GCM/pager/1";
        Target application = new Target("", "", endpoint);
        Access access = new Access("", SNS.baseUrl() + "/", KEYS, "", Role.NONE);
        assertThat(channel.send(to(application, access, "Look"), Samples.of(Kind.OPENED), ""))
                .isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sent()).containsEntry("TargetArn", endpoint).doesNotContainKeys("TopicArn", "MessageStructure");
        assertThat(sent().get("Message")).endsWith("Look");
        SNS.verify(1, postRequestedFor(anyUrl()).withHeader("Authorization", containing("/eu-west-1/sns/")));
    }

    @Test
    void aRoleIsAssumedForIt() {
        takesAll();
        SNS.stubFor(post(anyUrl())
                .withRequestBody(containing("Action=AssumeRole"))
                .willReturn(aResponse()
                        .withStatus(200)
                        .withBody("<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                                + "<AssumeRoleResult><Credentials><AccessKeyId>ASSUMED</AccessKeyId>"
                                + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                                + "<Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
                                + "</AssumeRoleResponse>")));
        String role = "arn:aws:iam::123456789012:role/pager";
        System.setProperty("aws.endpointUrlSts", SNS.baseUrl());
        try {
            assertThat(channel.send(
                            to(new Target(TOPIC, "", ""), access("", new Role(role, "ours")), ""),
                            Samples.of(Kind.OPENED),
                            ""))
                    .isEqualTo(Outcome.Delivered.PLAIN);
        } finally {
            System.clearProperty("aws.endpointUrlSts");
        }
        SNS.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(containing("Action=AssumeRole"))
                        .withRequestBody(containing("ExternalId=ours"))
                        .withRequestBody(containing("pager")));
        SNS.verify(1, postRequestedFor(anyUrl()).withHeader("Authorization", containing("ASSUMED/")));
    }

    @Test
    void aProfileThatIsNotThereIsSaid() {
        Outcome outcome = channel.send(
                to(new Target(TOPIC, "", ""), access("no-such-profile", Role.NONE), ""), Samples.of(Kind.OPENED), "");
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(outcome.toString()).contains("no-such-profile");
    }
}
