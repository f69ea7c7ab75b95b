package com.kaldrix.monitoring.compliance.collect.event;

import com.kaldrix.monitoring.compliance.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/** Reads events that carry {@code detail.findings}. One that cannot be read costs no other its place. */
public final class FindingBatch {
    /** Reads one finding. */
    public interface Reader {
        /**
         * What the finding says.
         *
         * @throws Passed if it is none that is kept
         * @throws UnreadableField if something is missing or of the wrong kind
         */
        Finding read(JsonFields finding);
    }

    /** A finding that was understood and is not kept. */
    public static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Passed(String reason) {
            super(reason, null, false, false);
        }
    }

    private FindingBatch() {}

    /** Findings, or nothing to keep, or poison when there is none that can be read. */
    public static Collected read(EventBridgeEvent event, Reader reader) {
        JsonFields detail = event.detail();
        List<JsonFields> batch = detail.objects("findings");
        if (batch.isEmpty()) {
            throw new UnreadableField(detail.path("findings"), "is missing or empty");
        }
        List<Finding> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        for (JsonFields finding : batch) {
            try {
                findings.add(reader.read(finding));
            } catch (Passed e) {
                passed.add(String.valueOf(e.getMessage()));
            } catch (UnreadableField | IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!findings.isEmpty()) {
            return new Collected.Findings(findings, problems);
        }
        return problems.isEmpty()
                ? new Collected.Ignored(
                        String.join("; ", passed.stream().distinct().toList()))
                : new Collected.Poison(String.join("; ", problems));
    }
}
