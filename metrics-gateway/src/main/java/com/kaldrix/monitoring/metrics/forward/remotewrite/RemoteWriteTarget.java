package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target of remote write ({@code remote_write}).
 *
 * @param name unique; its cursor is called after it
 * @param url where requests go
 * @param access how to reach it
 * @param headers what else stands in the head of each request
 * @param sigV4 how requests are signed for AWS; null when they are not
 * @param timeout of a request
 * @param protocol which version is spoken; 1.0 is fallen back to when the target does not know 2.0
 * @param contents what is sent beside samples
 * @param queue how it is sent to
 * @param lanes whether fresh samples may go beside a backlog
 * @param externalLabels added to each series that does not have them
 * @param relabel changes series, or leaves them out
 */
public record RemoteWriteTarget(
        String name,
        URI url,
        HttpAccess access,
        Map<String, String> headers,
        @Nullable SigV4 sigV4,
        Duration timeout,
        WriteProtocol protocol,
        Contents contents,
        QueueRules queue,
        Lanes lanes,
        Map<String, String> externalLabels,
        RelabelRules relabel) {
    public RemoteWriteTarget {
        headers = Map.copyOf(headers);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** What is sent beside samples. */
    public record Contents(boolean exemplars, boolean histograms, boolean metadata) {}

    /**
     * How requests are signed, as Amazon Managed Service for Prometheus wants it.
     *
     * @param region of the workspace; empty for that of the environment
     * @param accessKey with {@code secretKey}; empty for the SDK's own chain
     * @param secretKey must never be shown
     * @param profile of the SDK's files; empty for none
     * @param roleArn a role to take on; empty for none
     */
    public record SigV4(String region, String accessKey, String secretKey, String profile, String roleArn) {
        @Override
        public String toString() {
            return "SigV4[" + region + "]";
        }
    }

    /** With other lanes. */
    public RemoteWriteTarget with(Lanes others) {
        return new RemoteWriteTarget(
                name, url, access, headers, sigV4, timeout, protocol, contents, queue, others, externalLabels, relabel);
    }
}
