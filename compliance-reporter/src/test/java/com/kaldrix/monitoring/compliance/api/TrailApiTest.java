package com.kaldrix.monitoring.compliance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import com.kaldrix.monitoring.compliance.audit.tree.Proofs;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The audit trail for those who check it, with nothing but what they are given over HTTP. */
class TrailApiTest extends ApiTest {
    private final Trail trail;
    private final Checkpoints checkpoints;
    private final TransactionOperations transactions;

    @Autowired
    TrailApiTest(Trail trail, Checkpoints checkpoints, TransactionOperations transactions) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.transactions = transactions;
    }

    private void grow(int count) {
        transactions.executeWithoutResult(status -> trail.append(
                IntStream.range(0, count)
                        .mapToObj(i -> new Record("finding.changed", "finding/" + i, "{\"i\":" + i + "}"))
                        .toList(),
                clock.instant()));
        trail.sequence(count);
    }

    private static List<byte[]> path(JsonNode proof) {
        return StreamSupport.stream(proof.path("path").spliterator(), false)
                .map(hash -> Base64.getDecoder().decode(hash.stringValue()))
                .toList();
    }

    @Test
    void entriesAndBeginningsAreProvenToWhoHasTheKey() {
        grow(300);
        checkpoints.make();
        Checkpoint earlier = Checkpoint.parse(
                SignedNote.parse(text(get(VIEWER, "/api/v1/audit/checkpoint"))).text());
        grow(500);
        checkpoints.make();
        NoteKey key = NoteKey.parse(text(get(VIEWER, "/api/v1/audit/key")));

        JsonNode proof = body(get(AUDITOR, "/api/v1/audit/proof?entry=123"));
        SignedNote note = SignedNote.parse(proof.path("checkpoint").stringValue());
        assertThat(key.hasSigned(note)).isTrue();
        Checkpoint later = Checkpoint.parse(note.text());
        byte[] leaf = MerkleHash.leaf(proof.path("canonical").stringValue().getBytes(StandardCharsets.UTF_8));
        assertThat(proof.path("leafHash").stringValue())
                .isEqualTo(Base64.getEncoder().encodeToString(leaf));
        assertThat(Proofs.includes(leaf, 123, later.size(), path(proof), later.root()))
                .isTrue();

        JsonNode consistency = body(get(VIEWER, "/api/v1/audit/consistency?from=" + earlier.size()));
        assertThat(Proofs.consistent(earlier.size(), later.size(), path(consistency), earlier.root(), later.root()))
                .isTrue();
    }

    @Test
    void anExportIsIntact(@TempDir Path folder) throws Exception {
        grow(40);
        checkpoints.make();
        MvcTestResult result = mvc.get()
                .uri("/api/v1/audit/export")
                .header("Authorization", "Bearer " + AUDITOR)
                .exchange();
        assertThat(result).hasStatusOk().hasContentType("application/zip");
        Path file =
                Files.write(folder.resolve("trail.zip"), result.getResponse().getContentAsByteArray());
        NoteKey key = NoteKey.parse(text(get(VIEWER, "/api/v1/audit/key")));
        var verdict = new ExportVerifier(Optional.of(key), List.of()).verify(file);
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(trail.size()).isEqualTo(verdict.covered());
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNoNumberIsNamed() {
        grow(1);
        checkpoints.make();
        assertThat(get(AUDITOR, "/api/v1/audit/proof?entry=" + trail.size())).hasStatus(404);
        assertThat(get(AUDITOR, "/api/v1/audit/proof?entry=-1")).hasStatus(404);
        assertThat(get(AUDITOR, "/api/v1/audit/proof?entry=x"))
                .hasStatus(400)
                .bodyText()
                .contains("entry");
        assertThat(get(AUDITOR, "/api/v1/audit/proof"))
                .hasStatus(400)
                .bodyText()
                .contains("entry");
        assertThat(get(VIEWER, "/api/v1/audit/consistency?from=" + (trail.size() + 1)))
                .hasStatus(400)
                .bodyText()
                .contains("from");
        assertThat(mvc.get().uri("/api/v1/audit/export")).hasStatus(401);
    }

    @Test
    void whoDidWhatIsForAuditorsAloneAndForALimitedTime() {
        grow(1);
        checkpoints.make();
        for (String path : List.of("/api/v1/audit/export", "/api/v1/audit/proof?entry=0", "/api/v1/audit")) {
            assertThat(get(VIEWER, path)).as(path).hasStatus(403);
            assertThat(get(RESPONDER, path)).as(path).hasStatus(403);
            assertThat(get(AUDITOR, path)).as(path).hasStatus(200);
            assertThat(get(ADMIN, path)).as(path).hasStatus(200);
        }
        clock.set(AUDITED_UNTIL);
        assertThat(get(AUDITOR, "/api/v1/audit/checkpoint")).hasStatus(401);
        assertThat(get(VIEWER, "/api/v1/audit/checkpoint")).hasStatus(200);
    }
}
