package com.kaldrix.monitoring.local.aws;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract against LocalStack in a container; it needs a container engine. */
@Tag("docker")
class LocalStackSnsSqsTest extends SnsSqsContract {
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9");

    private final LocalStackContainer container = start();

    @Override
    URI endpoint() {
        return container.getEndpoint();
    }

    @AfterAll
    void stop() {
        container.stop();
    }

    private static LocalStackContainer start() {
        LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("sns", "sqs");
        container.start();
        return container;
    }
}
