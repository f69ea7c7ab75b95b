package com.kaldrix.monitoring.alert.remediation.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.remediation.Executor.Task;
import com.kaldrix.monitoring.alert.remediation.Order.Kind;
import com.kaldrix.monitoring.alert.remediation.Progress;
import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;

/** SSM, Lambda and a webhook as they speak over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsExecutorsTest {
    private static final Region HOME = new Region("us-east-1");

    private final WireMockServer aws = started();
    private final SdkHttpClient http = AwsClients.http(10);
    private final AwsProperties properties = new AwsProperties(URI.create(aws.baseUrl()), false);
    private final ActionConfiguration configuration = new ActionConfiguration();
    private final SsmClients clients = configuration.ssmClients(http, properties, HOME);
    private final SsmExecutor ssm = configuration.ssmExecutor(clients);
    private final SdkHttpClient functionsHttp = configuration.functionsHttp();
    private final LambdaExecutor lambda = configuration.lambdaExecutor(functionsHttp, properties, HOME);
    private final WebhookExecutor webhook = new WebhookExecutor(new HttpPoster(Clock.systemUTC()));

    private static WireMockServer started() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        return server;
    }

    @BeforeEach
    void clear() {
        aws.resetAll();
    }

    @AfterAll
    void stop() {
        lambda.close();
        clients.close();
        http.close();
        functionsHttp.close();
        aws.stop();
    }

    private static Task document() {
        return Tasks.of(
                Kind.SSM,
                "document",
                "prod-kaldrix-block-public-access",
                "region",
                "eu-west-1",
                "parameter.bucket",
                "b");
    }

    private void answers(String action, int status, String body) {
        aws.stubFor(post(urlEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo("AmazonSSM." + action))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody(body)));
    }

    private void status(String status, String more) {
        answers("GetAutomationExecution", 200, """
                {"AutomationExecution": {"AutomationExecutionId": "e-1", "AutomationExecutionStatus": "%s"%s}}
                """.formatted(status, more));
    }

    @Test
    void aDocumentIsStartedUnderItsIdAndSeenToItsEnd() {
        answers("StartAutomationExecution", 200, "{\"AutomationExecutionId\": \"e-1\"}");
        assertThat(ssm.begin(document())).isEqualTo(new Progress.Running("e-1"));
        aws.verify(postRequestedFor(urlEqualTo("/"))
                .withHeader(
                        "Authorization", com.github.tomakehurst.wiremock.client.WireMock.containing("/eu-west-1/ssm/"))
                .withRequestBody(matchingJsonPath("$.DocumentName", equalTo("prod-kaldrix-block-public-access")))
                .withRequestBody(matchingJsonPath("$.Parameters.bucket[0]", equalTo("b")))
                .withRequestBody(matchingJsonPath("$.ClientToken", equalTo(Tasks.ID.toString()))));

        status("InProgress", "");
        assertThat(ssm.look(document(), "e-1")).isEqualTo(new Progress.Running("e-1"));
        status("Success", ", \"Outputs\": {\"Block.Answer\": [\"blocked\"]}");
        assertThat(ssm.look(document(), "e-1"))
                .isEqualTo(new Progress.Succeeded("execution e-1: Success\nBlock.Answer: blocked"));
        status("Failed", ", \"FailureMessage\": \"Step Block was denied\"");
        assertThat(ssm.look(document(), "e-1"))
                .isEqualTo(new Progress.Failed("execution e-1: Failed\nStep Block was denied"));
    }

    @Test
    void aDocumentThatIsNotThereWasNotBegun() {
        answers(
                "StartAutomationExecution",
                400,
                "{\"__type\": \"AutomationDefinitionNotFoundException\", \"message\": \"no such document\"}");
        assertThat(ssm.begin(document()))
                .isInstanceOfSatisfying(
                        Progress.Failed.class,
                        failed -> assertThat(failed.output()).contains("no such document"));
    }

    @Test
    void whereThereIsNoRegionNothingIsBegun() {
        assertThat(ssm.begin(Tasks.of(Kind.SSM, "document", "d", "region", "nowhere at all")))
                .isInstanceOf(Progress.Failed.class);
        assertThat(lambda.begin(Tasks.of(Kind.LAMBDA, "function", "f", "region", "nowhere at all")))
                .isInstanceOf(Progress.Failed.class);
        assertThat(aws.getAllServeEvents()).isEmpty();
    }

    @Test
    void nobodyKnowsWhatAServerFaultLeavesBehind() {
        answers("StartAutomationExecution", 500, "{}");
        assertThat(ssm.begin(document())).isInstanceOf(Progress.Unclear.class);
    }

    private static Task function(Duration timeout) {
        return Tasks.of(timeout, Kind.LAMBDA, "function", "drain-node", "parameter.node", "a");
    }

    private void functionAnswers(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        aws.stubFor(post(urlPathEqualTo("/2015-03-31/functions/drain-node/invocations"))
                .willReturn(answer));
    }

    private int invocations() {
        return aws.findAll(postRequestedFor(urlPathEqualTo("/2015-03-31/functions/drain-node/invocations")))
                .size();
    }

    @Test
    void aFunctionIsCalledOnceAndItsAnswerKept() {
        functionAnswers(aResponse().withBody("{\"drained\": 3}"));
        assertThat(lambda.begin(function(Duration.ofSeconds(5)))).isEqualTo(new Progress.Succeeded("{\"drained\": 3}"));
        aws.verify(postRequestedFor(urlPathEqualTo("/2015-03-31/functions/drain-node/invocations"))
                .withRequestBody(matchingJsonPath("$.remediation", equalTo(Tasks.ID.toString())))
                .withRequestBody(matchingJsonPath("$.parameters.node", equalTo("a"))));

        functionAnswers(
                aResponse().withHeader("X-Amz-Function-Error", "Unhandled").withBody("{\"errorMessage\": \"no\"}"));
        assertThat(lambda.begin(function(Duration.ofSeconds(5))))
                .isEqualTo(new Progress.Failed("the function failed (Unhandled): {\"errorMessage\": \"no\"}"));
    }

    @Test
    void aFunctionThatDoesNotAnswerIsNotCalledAgain() {
        functionAnswers(aResponse().withFixedDelay(3000).withBody("late"));
        assertThat(lambda.begin(function(Duration.ofMillis(500)))).isInstanceOf(Progress.Unclear.class);
        assertThat(invocations()).isEqualTo(1);

        aws.resetAll();
        functionAnswers(aResponse().withStatus(500));
        assertThat(lambda.begin(function(Duration.ofSeconds(5)))).isInstanceOf(Progress.Unclear.class);
        assertThat(invocations()).isEqualTo(1);

        functionAnswers(aResponse().withStatus(404).withBody("{\"Message\": \"Function not found\"}"));
        assertThat(lambda.begin(function(Duration.ofSeconds(5)))).isInstanceOf(Progress.Failed.class);
    }

    private Task hook(String... more) {
        String[] settings = new String[more.length + 4];
        settings[0] = "url";
        settings[1] = aws.url("/heal");
        settings[2] = "parameter.node";
        settings[3] = "a";
        System.arraycopy(more, 0, settings, 4, more.length);
        return Tasks.of(Kind.WEBHOOK, settings);
    }

    @Test
    void aWebhookIsPostedWithItsIdAndItsCredentials(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
        aws.stubFor(post(urlEqualTo("/heal")).willReturn(aResponse().withBody("healed, s3cret")));
        assertThat(webhook.begin(hook("credentials_file", token.toString())))
                .isInstanceOfSatisfying(
                        Progress.Succeeded.class,
                        done -> assertThat(done.output())
                                .startsWith("answered 200: healed")
                                .doesNotContain("s3cret"));
        aws.verify(postRequestedFor(urlEqualTo("/heal"))
                .withHeader("Authorization", equalTo("Bearer s3cret"))
                .withHeader("Idempotency-Key", equalTo(Tasks.ID.toString()))
                .withRequestBody(matchingJsonPath("$.target", equalTo("core/gateway")))
                .withRequestBody(matchingJsonPath("$.parameters.node", equalTo("a"))));

        assertThat(webhook.begin(
                        hook("credentials_file", directory.resolve("gone").toString())))
                .isEqualTo(new Progress.Failed("credentials_file cannot be read; nothing was posted"));
    }

    @Test
    void whatAWebhookAnswersSaysWhetherItWasDone() {
        aws.stubFor(
                post(urlEqualTo("/heal")).willReturn(aResponse().withStatus(500).withBody("broken")));
        assertThat(webhook.begin(hook())).isEqualTo(new Progress.Failed("answered 500: broken"));
        aws.stubFor(post(urlEqualTo("/heal")).willReturn(aResponse().withStatus(504)));
        assertThat(webhook.begin(hook())).isInstanceOf(Progress.Unclear.class);
        aws.stubFor(post(urlEqualTo("/heal")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(webhook.begin(hook())).isInstanceOf(Progress.Unclear.class);
    }
}
