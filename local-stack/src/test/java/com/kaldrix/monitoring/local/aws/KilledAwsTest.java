package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** A local AWS that is killed in the middle of its work. */
class KilledAwsTest {
    private static final String REGION = "us-west-2";
    private static final int PUBLISHERS = 4;

    @TempDir
    Path state;

    /** The process that is killed: it prints its port and goes on until its end. */
    static final class Owner {
        private Owner() {}

        @SuppressWarnings("resource") // It is here to be killed.
        public static void main(String[] arguments) throws InterruptedException {
            LocalAws aws = LocalAws.keptIn(Path.of(arguments[0]), 0);
            System.out.println("port " + aws.port());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void losesNoMessageThatItTook() throws Exception {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        try (ChildProcess owner = ChildProcess.start(Owner.class, state.toString())) {
            URI endpoint = URI.create("http://127.0.0.1:" + owner.awaitLine("port "));
            try (AwsClients clients = new AwsClients(endpoint)) {
                publishUntilKilled(owner, clients, taken);
            }
        }

        try (LocalAws aws = LocalAws.keptIn(state, 0);
                AwsClients clients = new AwsClients(aws.endpoint())) {
            TestQueue queue = TestQueue.create(clients.sqs(REGION), "killed", Map.of());
            Set<String> found = new HashSet<>();
            List<Message> received;
            while (!(received = queue.receive(300)).isEmpty()) {
                received.forEach(message -> found.add(message.body()));
            }
            assertThat(taken).hasSizeGreaterThan(100);
            assertThat(found).containsAll(taken);
        }
    }

    private static void publishUntilKilled(ChildProcess owner, AwsClients clients, Set<String> taken)
            throws InterruptedException {
        TestQueue queue = TestQueue.create(clients.sqs(REGION), "killed", Map.of());
        String topic = clients.sns(REGION)
                .createTopic(request -> request.name("killed"))
                .topicArn();
        clients.sns(REGION)
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(Map.of("RawMessageDelivery", "true")));
        CountDownLatch enough = new CountDownLatch(200);
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            String name = "publisher " + i + " message ";
            publishers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int j = 0; ; j++) {
                        String body = name + j;
                        clients.sns(REGION)
                                .publish(request -> request.topicArn(topic).message(body));
                        taken.add(body);
                        enough.countDown();
                    }
                } catch (SdkException killed) {
                    // Nobody said that this last message was taken.
                }
            }));
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        owner.kill();
        for (Thread publisher : publishers) {
            publisher.join();
        }
    }
}
