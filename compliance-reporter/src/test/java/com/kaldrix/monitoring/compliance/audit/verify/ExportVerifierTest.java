package com.kaldrix.monitoring.compliance.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can change an export, and knows how it is made, would do to it. */
class ExportVerifierTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final int SIZE = 1000;

    private final LocalNoteSigner signer = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
    private final Path export;

    ExportVerifierTest(@TempDir Path folder) {
        export = folder.resolve("trail.zip");
    }

    private static List<byte[]> entries() {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> new TrailEntry(
                                i,
                                NOON.plusSeconds(i),
                                "finding.changed",
                                "finding/" + i,
                                "{\"note\": \"a b\", \"seq\": 5}")
                        .bytes())
                .collect(ArrayList::new, List::add, List::addAll);
    }

    private SignedNote checkpoint(List<byte[]> entries, int size) {
        GrowingTree tree = new GrowingTree();
        entries.subList(0, size).forEach(entry -> tree.add(MerkleHash.leaf(entry)));
        return signer.sign(new Checkpoint("kaldrix.example/trail", size, tree.root()).text());
    }

    private List<SignedNote> checkpoints(List<byte[]> entries, int... sizes) {
        return IntStream.of(sizes).mapToObj(size -> checkpoint(entries, size)).toList();
    }

    private void write(List<byte[]> entries, List<SignedNote> checkpoints) throws IOException {
        try (OutputStream out = Files.newOutputStream(export);
                ExportWriter writer = new ExportWriter(out, signer.key(), checkpoints)) {
            for (byte[] entry : entries) {
                writer.entry(entry);
            }
        }
    }

    private Verdict verify(SignedNote... kept) throws IOException {
        return new ExportVerifier(Optional.of(signer.key()), List.of(kept)).verify(export);
    }

    @Test
    void aTrailThatNobodyTouchedIsIntact() throws IOException {
        List<byte[]> entries = entries();
        write(entries, checkpoints(entries, 0, 1, 300, 900));
        assertThat(verify()).isEqualTo(new Verdict(SIZE, 4, 900, List.of()));
    }

    @Test
    void theSameTrailMakesTheSameBytes() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, 900);
        write(entries, checkpoints);
        byte[] first = Files.readAllBytes(export);
        write(entries, checkpoints);
        assertThat(Files.readAllBytes(export)).isEqualTo(first);
    }

    @Test
    void oneChangedByteIsFoundWhereItIs() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, 300, 600, 900);
        entries.get(412)[20] ^= 1;
        write(entries, checkpoints);
        assertThat(verify().problems())
                .containsExactly(
                        "The first 600 entries do not have the root that their checkpoint says; the first 300 do.",
                        "The first 900 entries do not have the root that their checkpoint says; the first 300 do.");
    }

    @Test
    void aByteThatWasChangedWithoutItsHashIsNamed() throws IOException {
        List<byte[]> entries = entries();
        String lines = IntStream.range(0, SIZE)
                .mapToObj(i -> java.util.Base64.getEncoder().encodeToString(MerkleHash.leaf(entries.get(i))) + " "
                        + new String(entries.get(i), StandardCharsets.UTF_8).replace(i == 17 ? "a b" : "\u0000", "a c")
                        + "\n")
                .reduce("", String::concat);
        raw(signer.key().encode(), checkpoint(entries, 900).encode(), lines);
        assertThat(verify().problems())
                .containsExactly(
                        "Entry 17 does not have the hash that stands beside it.",
                        "The first 900 entries do not have the root that their checkpoint says.");
    }

    @Test
    void aRemovedRowIsFound() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, 300, 900);
        entries.remove(500);
        write(entries, checkpoints);
        assertThat(verify().problems())
                .contains("Where entry 500 should be there is entry 501.")
                .contains("The first 900 entries do not have the root that their checkpoint says; the first 300 do.");
    }

    @Test
    void twoThatChangedPlacesAreFound() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, 300, 900);
        Collections.swap(entries, 40, 41);
        write(entries, checkpoints);
        assertThat(verify().problems())
                .startsWith(
                        "Where entry 40 should be there is entry 41.", "Where entry 41 should be there is entry 40.")
                .contains("The first 300 entries do not have the root that their checkpoint says.");
    }

    @Test
    void aMissingTailIsFound() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, 300, 900);
        write(entries.subList(0, 899), checkpoints);
        assertThat(verify().problems())
                .containsExactly("The trail ends after 899 entries, and a checkpoint says that there were 900.");
    }

    @Test
    void aTailThatIsMissingWithItsCheckpointsIsFoundByOneThatWasKept() throws IOException {
        List<byte[]> entries = entries();
        write(entries.subList(0, 300), checkpoints(entries, 300));
        assertThat(verify().isIntact()).isTrue();
        assertThat(verify(checkpoint(entries, 900)).problems())
                .containsExactly("The trail ends after 300 entries, and a checkpoint says that there were 900.");
    }

    @Test
    void aForgedCheckpointIsFound() throws IOException {
        List<byte[]> entries = entries();
        SignedNote real = checkpoint(entries, 900);
        entries.set(3, new TrailEntry(3, NOON, "finding.changed", "finding/3", "{}").bytes());
        SignedNote forged = new SignedNote(checkpoint(entries, 900).text(), real.signatures());
        write(entries, List.of(forged));
        assertThat(verify().problems())
                .singleElement()
                .asString()
                .startsWith("The checkpoint over 900 entries is not signed");

        LocalNoteSigner other = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
        write(entries, List.of(other.sign(forged.text())));
        assertThat(verify().problems())
                .singleElement()
                .asString()
                .contains("is not signed by the key kaldrix.example/trail");
    }

    @Test
    void anExportWithAKeyOfItsOwnIsHeldAgainstTheTrustedOne() throws IOException {
        List<byte[]> entries = entries();
        LocalNoteSigner other = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
        try (OutputStream out = Files.newOutputStream(export);
                ExportWriter writer = new ExportWriter(
                        out,
                        other.key(),
                        List.of(other.sign(checkpoint(entries, 900).text())))) {
            for (byte[] entry : entries) {
                writer.entry(entry);
            }
        }
        assertThat(new ExportVerifier(Optional.empty(), List.of())
                        .verify(export)
                        .isIntact())
                .isTrue();
        assertThat(verify().problems()).hasSize(2).first().asString().contains("is not the one it is held against");
    }

    @Test
    void aTrailWithoutCheckpointsIsNotIntact() throws IOException {
        write(entries(), List.of());
        assertThat(verify().problems())
                .containsExactly("There is no checkpoint, so that nothing speaks for the entries.");
    }

    @Test
    void everyByteOfAnEntryCounts() throws IOException {
        List<byte[]> entries = entries();
        List<SignedNote> checkpoints = checkpoints(entries, SIZE);
        byte[] entry = entries.get(7);
        for (int at = 0; at < entry.length; at++) {
            byte[] changed = entry.clone();
            changed[at] ^= 0x10;
            entries.set(7, changed);
            write(entries, checkpoints);
            assertThat(verify().isIntact()).as("byte %d", at).isFalse();
        }
    }

    @Test
    void aFileThatIsNoneIsRefusedWithASentence() throws IOException {
        Files.writeString(export, "no zip");
        assertThatThrownBy(this::verify).isInstanceOf(IOException.class);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(export))) {
            zip.putNextEntry(new ZipEntry("other"));
        }
        assertThatThrownBy(this::verify).hasMessageContaining("holds no 'key'");
        raw("name", "", "");
        assertThatThrownBy(this::verify).hasMessageContaining("a key is written as name+id+key");
    }

    @Test
    void aCheckpointThatCannotBeReadIsAProblem() throws IOException {
        List<byte[]> entries = entries();
        String good = checkpoint(entries, 0).encode();
        raw(signer.key().encode(), good + "---\nrubbish\n", "");
        assertThat(verify().problems()).singleElement().asString().startsWith("Checkpoint 2 cannot be read");
    }

    private void raw(String key, String checkpoints, String entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(export))) {
            for (String[] one :
                    List.of(new String[] {"key", key}, new String[] {"checkpoints", checkpoints}, new String[] {
                        "entries", entries
                    })) {
                zip.putNextEntry(new ZipEntry(one[0]));
                zip.write(one[1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
