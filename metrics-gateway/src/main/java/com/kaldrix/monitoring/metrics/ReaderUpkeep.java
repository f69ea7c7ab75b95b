package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Forwarders;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets the cursors of readers that are not configured any more, such as that of a target that was taken out of the file:
 * what nobody reads must not fill the buffer.
 */
@Component
class ReaderUpkeep {
    private final DiskBuffer buffer;
    private final Forwarders forwarders;
    private final List<String> always = new ArrayList<>();

    ReaderUpkeep(
            DiskBuffer buffer,
            Forwarders forwarders,
            @Value("${kaldrix.topics.metrics:}") String metricsTopic,
            @Value("${kaldrix.archive.location:}") String archive) {
        this.buffer = buffer;
        this.forwarders = forwarders;
        always.add("kpis");
        if (!metricsTopic.isBlank()) {
            always.add("windows");
        }
        if (!archive.isBlank()) {
            always.add("archive");
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forget() {
        List<String> names = new ArrayList<>(always);
        names.addAll(forwarders.cursors());
        buffer.keepOnly(names);
    }
}
