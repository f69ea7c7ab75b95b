package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleTree;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The audit trail for those who check it. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit trail")
class TrailController {
    private final Trail trail;
    private final NoteSigner signer;

    TrailController(Trail trail, NoteSigner signer) {
        this.trail = trail;
        this.signer = signer;
    }

    /**
     * That an entry is in the trail that a checkpoint speaks for.
     *
     * @param entry which
     * @param canonical its bytes, as text; the leaf is the SHA-256 of a zero byte and these
     * @param leafHash in Base64
     * @param path hashes beside the way to the root, from below, in Base64
     * @param checkpoint the signed note that the path leads to
     */
    @Schema(name = "InclusionProof")
    record Inclusion(long entry, String canonical, String leafHash, List<String> path, String checkpoint) {}

    /**
     * That an earlier trail is the beginning of the one that a checkpoint speaks for.
     *
     * @param from how many entries the earlier one had
     * @param path hashes in the order of RFC 9162, in Base64
     * @param checkpoint the signed note of the later one
     */
    @Schema(name = "ConsistencyProof")
    record Consistency(long from, List<String> path, String checkpoint) {}

    /** Which entry. */
    record Place(
            @Parameter(description = "Which entry, from 0") @NotNull
            Long entry) {}

    /** Which earlier trail. */
    record Earlier(
            @Parameter(description = "How many entries the earlier one had") @NotNull
            Long from) {}

    @Operation(summary = "Show the newest signed checkpoint", description = "A signed note in the form of C2SP.")
    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    String checkpoint() {
        return latest().encode();
    }

    @Operation(
            summary = "Show the key that checkpoints are signed with",
            description = "One line, as `./kaldrix audit verify --key` reads it.")
    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    String key() {
        return signer.key().encode() + "\n";
    }

    @Operation(summary = "Prove that an entry is in the trail", description = "Up to the newest checkpoint.")
    @GetMapping("/proof")
    Inclusion proof(@Valid @ParameterObject Place place) {
        long entry = place.entry();
        SignedNote note = latest();
        long size = Checkpoint.parse(note.text()).size();
        if (entry < 0 || entry >= size) {
            throw new NotFoundException("entry", Long.toString(entry));
        }
        TrailEntry found = trail.entries(entry, 1).getFirst();
        return new Inclusion(
                entry,
                found.line(),
                text(found.leafHash()),
                texts(new MerkleTree(trail.tiles(), size).inclusion(entry)),
                note.encode());
    }

    @Operation(
            summary = "Prove that an earlier trail is the beginning of this one",
            description = "Up to the newest checkpoint.")
    @GetMapping("/consistency")
    Consistency consistency(@Valid @ParameterObject Earlier earlier) {
        long from = earlier.from();
        SignedNote note = latest();
        long size = Checkpoint.parse(note.text()).size();
        if (from < 0 || from > size) {
            throw new InvalidRequestException("from", "must be 0 to " + size + ", for so large is the trail");
        }
        return new Consistency(from, texts(new MerkleTree(trail.tiles(), size).consistency(from)), note.encode());
    }

    @Operation(
            summary = "Export the whole trail",
            description = "A ZIP file with all entries, checkpoints and the key, for `./kaldrix audit verify`.")
    @GetMapping(path = "/export", produces = "application/zip")
    ResponseEntity<StreamingResponseBody> export() {
        StreamingResponseBody body = TrailExport.of(trail, signer.key())::write;
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-trail.zip\"")
                .body(body);
    }

    private SignedNote latest() {
        return trail.latest()
                .map(Trail.Kept::note)
                .orElseThrow(() -> new NotFoundException("checkpoint", "of a trail without entries"));
    }

    private static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(TrailController::text).toList();
    }

    private static String text(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }
}
