package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import java.net.URI;
import java.util.Optional;

/** Where messages find the picture of an anomaly. */
@FunctionalInterface
public interface Pictures {
    /** No pictures. */
    Pictures NONE = anomaly -> Optional.empty();

    /** An address that opens without a token for a while; empty for none. */
    Optional<URI> of(Anomaly anomaly);
}
