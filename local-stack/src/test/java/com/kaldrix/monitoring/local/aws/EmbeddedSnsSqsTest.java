package com.kaldrix.monitoring.local.aws;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/** The contract against the endpoint that the local stack runs itself. */
class EmbeddedSnsSqsTest extends SnsSqsContract {
    private final LocalAws aws = LocalAws.inMemory(0);

    @Override
    URI endpoint() {
        return aws.endpoint();
    }

    @AfterAll
    void stop() {
        aws.close();
    }
}
