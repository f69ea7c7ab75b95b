package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.attest.Made;
import com.kaldrix.monitoring.compliance.attest.Term;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import com.kaldrix.monitoring.compliance.audit.verify.ExportReader;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the audit trail says up to the entry that a report was made, as far as the report says it as well. */
final class TrailSays {
    private final ReportHeader header;
    private final long end;
    private final Told<State> states = new Told<>();
    private final Told<StoredFinding.Care> cares = new Told<>();
    private final Map<String, Waiver> waivers = new LinkedHashMap<>();
    private final Map<String, ReportData.Attestation> attestations = new LinkedHashMap<>();
    private final Set<String> meanwhile = new HashSet<>();
    private final Map<String, String> remediations = new LinkedHashMap<>();
    private byte @Nullable [] root;

    /** How a finding stands. */
    record State(Verdict verdict, FindingSeverity severity) {
        /** For people. */
        String words() {
            return verdict.compliance() + ", " + verdict.workflow() + ", " + verdict.record() + ", " + severity;
        }
    }

    private TrailSays(ReportHeader header, long end) {
        this.header = header;
        this.end = end;
    }

    /**
     * Reads the trail.
     *
     * @param end the place of the entry that says that the report was made
     * @throws IOException when the export cannot be read
     * @throws IllegalArgumentException with a sentence when an entry is not what its kind should be
     */
    static TrailSays read(Path export, ReportHeader header, long end) throws IOException {
        TrailSays says = new TrailSays(header, end);
        GrowingTree tree = new GrowingTree();
        ExportReader.read(export, canonical -> {
            if (tree.size() == header.trail().size()) {
                says.root = tree.root();
            }
            tree.add(MerkleHash.leaf(canonical));
            return says.take(TrailLine.of(canonical));
        });
        return says;
    }

    private boolean take(TrailLine line) {
        if (line.seq() >= end) {
            return false;
        }
        JsonNode body = line.body();
        if (!isBefore(line)) {
            meanwhile.add(line.id());
        }
        switch (line.kind()) {
            case "finding.changed" -> {
                if (isWithin(body)) {
                    states.say(UUID.fromString(line.id()), state(body), isBefore(line));
                }
            }
            case "finding.assigned" ->
                cares.say(
                        UUID.fromString(line.id()),
                        new StoredFinding.Care(
                                Words.text(body, "owner"), Optional.ofNullable(Words.timeOrNull(body, "dueAt"))),
                        isBefore(line));
            case "waiver.created" -> waivers.put(line.id(), waiver(line));
            case "waiver.revoked" -> waivers.computeIfPresent(line.id(), (id, waiver) -> revoked(waiver, line));
            case "attestation.created" -> attestations.put(line.id(), attestation(line));
            case "attestation.revoked" ->
                attestations.computeIfPresent(line.id(), (id, attestation) -> ended(attestation, line.at()));
            default -> {
                if (line.kind().startsWith("remediation.") && body.has("playbook")) {
                    remediations.put(line.id(), Words.text(body, "playbook") + " " + Words.text(body, "resource"));
                }
            }
        }
        return true;
    }

    private boolean isBefore(TrailLine line) {
        return line.seq() < header.trail().size();
    }

    private boolean isWithin(JsonNode body) {
        return (header.scope().accounts().isEmpty() || header.scope().accounts().contains(Words.text(body, "account")))
                && (header.scope().regions().isEmpty()
                        || header.scope().regions().contains(Words.text(body, "region")));
    }

    private static State state(JsonNode body) {
        JsonNode after = body.path("after");
        return new State(
                new Verdict(
                        ComplianceStatus.valueOf(Words.text(after, "compliance")),
                        WorkflowStatus.valueOf(Words.text(after, "workflow")),
                        RecordState.valueOf(Words.text(after, "record"))),
                FindingSeverity.valueOf(Words.text(body, "severity")));
    }

    private static Waiver waiver(TrailLine line) {
        JsonNode body = line.body();
        String scope = Words.text(body, "scope");
        return new Waiver(
                UUID.fromString(line.id()),
                switch (scope) {
                    case "finding" -> new Waiver.OfFinding(UUID.fromString(Words.text(body, "finding")));
                    case "resource" -> new Waiver.OfResource(Words.text(body, "resource"));
                    case "control" ->
                        new Waiver.OfControl(
                                Control.parse(Words.text(body, "control")),
                                Words.textOrEmpty(body, "account"),
                                Words.textOrEmpty(body, "region"));
                    default -> throw new IllegalArgumentException("'" + scope + "' is no scope of a waiver");
                },
                Words.text(body, "reason"),
                Words.text(body, "owner"),
                new Term(new Made(Words.text(body, "by"), line.at()), Words.time(body, "expiresAt"), Optional.empty()));
    }

    private static Waiver revoked(Waiver waiver, TrailLine line) {
        Term term = waiver.term();
        return new Waiver(
                waiver.id(),
                waiver.scope(),
                waiver.reason(),
                waiver.owner(),
                new Term(
                        term.made(),
                        term.expiresAt(),
                        Optional.of(new Made(Words.text(line.body(), "by"), line.at()))));
    }

    private static ReportData.Attestation attestation(TrailLine line) {
        JsonNode body = line.body();
        return new ReportData.Attestation(
                Words.requirement(Words.text(body, "framework") + "/" + Words.text(body, "requirement")),
                Words.text(body, "statement"),
                Words.text(body, "author"),
                line.at(),
                Words.time(body, "expiresAt"),
                Words.text(body, "evidence"),
                Words.text(body, "sha256"));
    }

    private static ReportData.Attestation ended(ReportData.Attestation attestation, Instant at) {
        return new ReportData.Attestation(
                attestation.requirement(),
                attestation.statement(),
                attestation.author(),
                attestation.at(),
                at.isBefore(attestation.until()) ? at : attestation.until(),
                attestation.evidence(),
                attestation.sha256());
    }

    Told<State> states() {
        return states;
    }

    Told<StoredFinding.Care> cares() {
        return cares;
    }

    /** By id, in the order in which they were made. */
    Map<String, Waiver> waivers() {
        return waivers;
    }

    /** By id. */
    Map<String, ReportData.Attestation> attestations() {
        return attestations;
    }

    /** Whether something was said of a waiver or an attestation while the report was being made, of which it may know or not. */
    boolean isMeanwhile(String id) {
        return meanwhile.contains(id);
    }

    /** Playbook and resource, by id. */
    Map<String, String> remediations() {
        return remediations;
    }

    /** Whether the trail had the root that the report names, when it had as many entries. */
    boolean hasItsRoot() {
        byte[] known = root;
        return known != null && Arrays.equals(known, header.trail().root());
    }
}
