package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.kaldrix.monitoring.common.moto.MotoServer;
import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * The contract against moto, another's idea of AWS; it needs {@code moto_server} on the PATH. What is overridden here is
 * where moto 5.2 differs from AWS.
 */
@Tag("external")
class MotoSnsSqsTest extends SnsSqsContract {
    private final MotoServer moto = MotoServer.start();

    @Override
    URI endpoint() {
        return moto.endpoint();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    /** moto looks for the topic in the region that asks, and does not find it. */
    @Override
    Class<? extends SnsException> refusalOfAnotherRegionsTopic() {
        return NotFoundException.class;
    }

    /** moto signs by version 2 only. */
    @Override
    String signatureVersion() {
        return "2";
    }

    /** moto takes a message without a body. */
    @Override
    void emptyMessagesAreRefused(ThrowingCallable publish) {
        assertThatCode(publish).doesNotThrowAnyException();
    }

    /** moto does not ask for a default. */
    @Override
    void messagesByProtocolNeedADefault(ThrowingCallable publish) {
        assertThatCode(publish).doesNotThrowAnyException();
    }

    /** moto looks at the size of each entry only. */
    @Override
    void batchesAreLimitedAltogether(ThrowingCallable publish) {
        assertThatCode(publish).doesNotThrowAnyException();
    }

    /** moto stumbles over the bytes when the message is received, and has hidden it when the SDK asks again. */
    @Override
    void binaryAttributesPass(byte[] sent, TestQueue queue) {
        assertThat(queue.receive(30)).isEmpty();
    }
}
