package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.List;

/** Makes of what is found what is to be kept and told. */
@FunctionalInterface
public interface FindingsSink {
    /** Begins to take what is found in entries that are taken in together, within the caller's transaction. */
    Writing begin(Instant now);

    /** Takes what is found; writes it when it is closed. */
    interface Writing extends Findings, AutoCloseable {
        @Override
        void close();
    }

    /** A sink that gives to each of those, in their order. */
    static FindingsSink all(List<FindingsSink> sinks) {
        List<FindingsSink> each = List.copyOf(sinks);
        return now -> {
            List<Writing> writings = each.stream().map(sink -> sink.begin(now)).toList();
            return new Writing() {
                @Override
                public void found(Labels series, Finding finding) {
                    writings.forEach(writing -> writing.found(series, finding));
                }

                @Override
                public void close() {
                    writings.forEach(Writing::close);
                }
            };
        };
    }
}
