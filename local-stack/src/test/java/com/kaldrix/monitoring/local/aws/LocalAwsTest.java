package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.aws.sns.TopicEmail;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the local endpoint does beyond the contract: it outlives a restart, can be taken away, and delivers to the outside. */
class LocalAwsTest {
    private static final String REGION = "eu-west-1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path state;

    @Test
    void everythingOutlivesARestart() {
        String topic;
        String subscription;
        String hidden;
        int port;
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            port = aws.port();
            TestQueue deadLetters = queue(clients, "kept-dlq", Map.of());
            TestQueue queue = queue(
                    clients,
                    "kept",
                    Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            "77",
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":\"2\"}"));
            topic = clients.sns(REGION)
                    .createTopic(request -> request.name("kept").attributes(Map.of("DisplayName", "Kept")))
                    .topicArn();
            subscription = subscribeRaw(clients, topic, queue);
            send(clients, queue, "first");
            hidden = queue.receive(300).getFirst().messageId();
            clients.sns(REGION)
                    .publish(request -> request.topicArn(topicOf(queue)).message("second"));
            send(clients, queue, "deleted");
            await().until(() -> {
                queue.receive(0).stream()
                        .filter(message -> message.body().equals("deleted"))
                        .forEach(queue::delete);
                return attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        .equals("1");
            });
        }
        try (LocalAws aws = LocalAws.keptIn(state, port);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            assertThat(clients.sns(REGION)
                            .getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                            .attributes())
                    .containsEntry("RawMessageDelivery", "true");
            assertThat(clients.sns(REGION)
                            .getTopicAttributes(request -> request.topicArn(topic))
                            .attributes())
                    .containsEntry("DisplayName", "Kept");
            TestQueue queue = queue(clients, "kept", Map.of());
            TestQueue deadLetters = queue(clients, "kept-dlq", Map.of());
            assertThat(attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
            assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .isEqualTo("1");

            List<Message> visible = queue.receive(0);
            assertThat(visible).extracting(Message::body).containsExactly("second");
            assertThat(visible.getFirst().attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .isEqualTo("2");
            assertThat(visible.getFirst().messageId()).isNotEqualTo(hidden);
            assertThat(queue.receive(0)).isEmpty();
            assertThat(deadLetters.takeBodies(1)).containsExactly("second");

            clients.sns(REGION).publish(request -> request.topicArn(topic).message("third"));
            assertThat(queue.takeBodies(1)).containsExactly("third");
        }
    }

    @Test
    void attributesOfAMessageOutliveARestart() {
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue queue = queue(clients, "attributes", Map.of());
            clients.sqs(REGION)
                    .sendMessage(request -> request.queueUrl(queue.url())
                            .messageBody("body \u2603")
                            .messageAttributes(Map.of(
                                    "text",
                                    MessageAttributeValue.builder()
                                            .dataType("String.label")
                                            .stringValue("value")
                                            .build(),
                                    "bytes",
                                    MessageAttributeValue.builder()
                                            .dataType("Binary")
                                            .binaryValue(software.amazon.awssdk.core.SdkBytes.fromByteArray(
                                                    new byte[] {0, -1}))
                                            .build())));
        }
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            Message message = queue(clients, "attributes", Map.of()).take(1).getFirst();
            assertThat(message.body()).isEqualTo("body \u2603");
            assertThat(message.messageAttributes().get("text")).satisfies(value -> {
                assertThat(value.dataType()).isEqualTo("String.label");
                assertThat(value.stringValue()).isEqualTo("value");
            });
            assertThat(message.messageAttributes().get("bytes"))
                    .satisfies(value ->
                            assertThat(value.binaryValue().asByteArray()).containsExactly(0, -1));
        }
    }

    @Test
    void whatWasPurgedOrDeletedStaysGone() {
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue purged = queue(clients, "purged", Map.of());
            TestQueue deleted = queue(clients, "deleted", Map.of());
            send(clients, purged, "gone");
            send(clients, deleted, "gone");
            clients.sqs(REGION).purgeQueue(request -> request.queueUrl(purged.url()));
            clients.sqs(REGION).deleteQueue(request -> request.queueUrl(deleted.url()));
            String topic = clients.sns(REGION)
                    .createTopic(request -> request.name("deleted"))
                    .topicArn();
            clients.sns(REGION).deleteTopic(request -> request.topicArn(topic));
        }
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            assertThat(clients.sqs(REGION).listQueues().queueUrls())
                    .singleElement()
                    .satisfies(url -> assertThat(url).endsWith("/purged"));
            assertThat(queue(clients, "purged", Map.of()).receive(0)).isEmpty();
            assertThat(clients.sns(REGION).listTopics().topics()).isEmpty();
        }
    }

    /** A kill may cut the last line of the journal short; its sender was never told that the message was taken. */
    @Test
    void aJournalThatWasCutShortIsReadUpToThere() throws IOException {
        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            send(clients, queue(clients, "cut", Map.of()), "whole");
        }
        Path journal = state.resolve("sqs").resolve(REGION + ".journal");
        Files.writeString(journal, "{\"is\":\"message\",\"queue\":\"cut\",\"mess", StandardOpenOption.APPEND);

        for (int start = 0; start < 2; start++) {
            try (LocalAws aws = LocalAws.keptIn(state, 0);
                    AwsClients clients = new AwsClients(aws.endpoint())) {
                assertThat(queue(clients, "cut", Map.of()).receive(0))
                        .extracting(Message::body)
                        .containsExactly("whole");
            }
        }
    }

    @Test
    void aStateDirectoryHasOneOwner() {
        try (LocalAws aws = LocalAws.keptIn(state, 0)) {
            assertThat(aws.port()).isPositive();
            assertThatThrownBy(() -> LocalAws.keptIn(state, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process keeps its AWS in " + state);
        }
        LocalAws.keptIn(state, 0).close();
    }

    @Test
    void awsCanBeTakenAwayAndComesBackWithEverything() {
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue queue = queue(clients, "here", Map.of());
            send(clients, queue, "before");
            aws.pause();
            assertThatThrownBy(() -> send(clients, queue, "lost")).isInstanceOf(SdkClientException.class);
            aws.resume();
            send(clients, queue, "after");
            assertThat(queue.takeBodies(2)).containsExactlyInAnyOrder("before", "after");
        }
    }

    @Test
    void anEnvelopeIsSignedByTheCertificateItNames() throws Exception {
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue queue = queue(clients, "signed", Map.of());
            String topic = clients.sns(REGION)
                    .createTopic(request -> request.name("signed").attributes(Map.of("SignatureVersion", "2")))
                    .topicArn();
            clients.sns(REGION)
                    .subscribe(
                            request -> request.topicArn(topic).protocol("sqs").endpoint(queue.arn()));
            clients.sns(REGION)
                    .publish(request -> request.topicArn(topic).subject("S").message("m"));

            JsonNode envelope = JSON.readTree(queue.take(1).getFirst().body());
            StringBuilder signed = new StringBuilder();
            for (String field : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
                signed.append(field)
                        .append('\n')
                        .append(envelope.path(field).asString())
                        .append('\n');
            }
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            get(envelope.path("SigningCertURL").asString()).getBytes(StandardCharsets.US_ASCII)));
            certificate.verify(certificate.getPublicKey());
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(certificate);
            verifier.update(signed.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(Base64.getDecoder()
                            .decode(envelope.path("Signature").asString())))
                    .isTrue();
        }
    }

    @Test
    void aWebAddressIsAskedToConfirmAndThenHears() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        listener.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            String topic = clients.sns(REGION)
                    .createTopic(request -> request.name("web"))
                    .topicArn();
            String arn = clients.sns(REGION)
                    .subscribe(request -> request.topicArn(topic)
                            .protocol("http")
                            .endpoint(
                                    "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook"))
                    .subscriptionArn();
            assertThat(arn).isEqualTo("pending confirmation");
            String asked = Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS));
            assertThat(asked).startsWith("SubscriptionConfirmation {");
            String subscribeUrl = JSON.readTree(asked.substring(asked.indexOf('{')))
                    .path("SubscribeURL")
                    .asString();

            assertThat(get(subscribeUrl)).contains(topic);
            clients.sns(REGION).publish(request -> request.topicArn(topic).message("hello web"));

            assertThat(heard.poll(10, TimeUnit.SECONDS))
                    .startsWith("Notification {")
                    .contains("hello web");
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void aMailboxHearsWhatIsMailed() throws Exception {
        BlockingQueue<Map.Entry<String, TopicEmail>> mails = new LinkedBlockingQueue<>();
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            String topic = clients.sns(REGION)
                    .createTopic(request -> request.name("mail"))
                    .topicArn();
            assertThat(subscribeMail(clients, topic, "pending@example.org")).isEqualTo("pending confirmation");
            aws.emailDelivery((address, mail) -> mails.add(Map.entry(address, mail)));
            assertThat(subscribeMail(clients, topic, "oncall@example.org")).startsWith(topic);
            clients.sns(REGION)
                    .publish(request -> request.topicArn(topic).subject("P0").message("down"));

            assertThat(mails.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(Map.entry("oncall@example.org", new TopicEmail("P0", "down")));
            assertThat(clients.sns(REGION)
                            .getTopicAttributes(request -> request.topicArn(topic))
                            .attributes())
                    .containsEntry("SubscriptionsPending", "1")
                    .containsEntry("SubscriptionsConfirmed", "1");
        }
    }

    /** Older clients speak the query protocol to SQS as well. */
    @Test
    void sqsSpeaksTheQueryProtocolToo() throws Exception {
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue queue = queue(clients, "query", Map.of());
            String answer = post(
                    aws.endpoint(),
                    "Action=SendMessage&Version=2012-11-05&MessageBody=old+style&QueueUrl=" + queue.url());
            assertThat(answer).contains("<SendMessageResponse").contains("<MD5OfMessageBody>");
            assertThat(queue.takeBodies(1)).containsExactly("old style");
        }
    }

    @Test
    void aRegionThatCannotBeIsRefused() throws Exception {
        try (LocalAws aws = LocalAws.keptIn(state, 0)) {
            HttpResponse<String> response = http(HttpRequest.newBuilder(aws.endpoint())
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=k/20260101/nowhere/sqs/aws4_request, Signature=x")
                    .POST(HttpRequest.BodyPublishers.ofString("Action=ListQueues")));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("no region is called 'nowhere'");
            assertThat(state.resolve("sqs")).isEmptyDirectory();
        }
    }

    @Test
    void anotherAccountsTopicIsNotOurs() {
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            assertThatThrownBy(() -> clients.sns(REGION)
                            .publish(request -> request.topicArn("arn:aws:sns:" + REGION + ":999999999999:theirs")
                                    .message("m")))
                    .isInstanceOf(AuthorizationErrorException.class);
            assertThatThrownBy(() -> clients.sns(REGION)
                            .publish(request -> request.topicArn("arn:aws:sns:" + REGION + ":000000000000:missing")
                                    .message("m")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void aMessageForAQueueThatIsGoneEndsInTheSubscriptionsDeadLetterQueue() {
        try (LocalAws aws = LocalAws.inMemory(0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue gone = queue(clients, "gone", Map.of());
            TestQueue deadLetters = queue(clients, "dead", Map.of());
            String topic = clients.sns(REGION)
                    .createTopic(request -> request.name("t"))
                    .topicArn();
            clients.sns(REGION)
                    .subscribe(request -> request.topicArn(topic)
                            .protocol("sqs")
                            .endpoint(gone.arn())
                            .attributes(Map.of(
                                    "RawMessageDelivery",
                                    "true",
                                    "RedrivePolicy",
                                    "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\"}")));
            clients.sqs(REGION).deleteQueue(request -> request.queueUrl(gone.url()));
            clients.sns(REGION).publish(request -> request.topicArn(topic).message("homeless"));

            assertThat(deadLetters.takeBodies(1)).containsExactly("homeless");
        }
    }

    private static TestQueue queue(AwsClients clients, String name, Map<QueueAttributeName, String> attributes) {
        return TestQueue.create(clients.sqs(REGION), name, attributes);
    }

    private static void send(AwsClients clients, TestQueue queue, String body) {
        clients.sqs(REGION).sendMessage(request -> request.queueUrl(queue.url()).messageBody(body));
    }

    private static String subscribeRaw(AwsClients clients, String topic, TestQueue queue) {
        return clients.sns(REGION)
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(Map.of("RawMessageDelivery", "true")))
                .subscriptionArn();
    }

    private static String subscribeMail(AwsClients clients, String topic, String address) {
        return clients.sns(REGION)
                .subscribe(request -> request.topicArn(topic).protocol("email").endpoint(address))
                .subscriptionArn();
    }

    private static String attribute(TestQueue queue, QueueAttributeName name) {
        return String.valueOf(queue.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue.url()).attributeNames(name))
                .attributes()
                .get(name));
    }

    private static String topicOf(TestQueue queue) {
        return queue.arn().replace(":sqs:", ":sns:");
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http(HttpRequest.newBuilder(URI.create(url)).GET());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String post(URI endpoint, String form) throws IOException, InterruptedException {
        HttpResponse<String> response = http(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=k/20260101/" + REGION + "/sqs/aws4_request, Signature=x")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> http(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
