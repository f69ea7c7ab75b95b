package com.kaldrix.monitoring.compliance.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteTest {
    private final LocalNoteSigner signer = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
    private final Checkpoint checkpoint = new Checkpoint("kaldrix.example/trail", 20_852_163, new byte[32]);

    @Test
    void aNoteIsReadAsItWasWritten() {
        SignedNote note = signer.sign(checkpoint.text());
        SignedNote read = SignedNote.parse(note.encode());
        assertThat(read.encode())
                .isEqualTo(note.encode())
                .startsWith("kaldrix.example/trail\n20852163\nAAAA")
                .contains("\n\n\u2014 kaldrix.example/trail ");
        assertThat(Checkpoint.parse(read.text())).isEqualTo(checkpoint).hasSameHashCodeAs(checkpoint);
        assertThat(signer.key().hasSigned(read)).isTrue();
    }

    @Test
    void aKeyIsReadAsItWasWritten() {
        NoteKey key = NoteKey.parse(signer.key().encode() + "\n");
        assertThat(key.encode()).isEqualTo(signer.key().encode());
        assertThat(key.hasSigned(signer.sign(checkpoint.text()))).isTrue();
    }

    @Test
    void signaturesOfOthersArePassedOverAndWrongOnesSpoilTheNote() {
        SignedNote note = signer.sign(checkpoint.text());
        SignedNote.Signature good = note.signatures().getFirst();
        SignedNote.Signature foreign = new SignedNote.Signature("witness", 1, new byte[] {1});
        SignedNote.Signature wrong = new SignedNote.Signature(good.name(), good.keyId(), new byte[] {1});
        assertThat(signer.key().hasSigned(new SignedNote(note.text(), List.of(foreign, good))))
                .isTrue();
        assertThat(signer.key().hasSigned(new SignedNote(note.text(), List.of(foreign))))
                .isFalse();
        assertThat(signer.key().hasSigned(new SignedNote(note.text(), List.of(good, wrong))))
                .isFalse();
        assertThat(signer.key().hasSigned(new SignedNote(note.text() + "x\n", List.of(good))))
                .isFalse();
    }

    @Test
    void whatIsNoNoteIsRefusedWithASentence() {
        for (String text : List.of(
                "",
                "a\n",
                "a\n\n",
                "a\n\nb\n",
                "a\n\n\u2014 k x\n",
                "a\n\n\u2014 k AAAA\n",
                "a\u0001\n\n\u2014 k AAAAAAA=\n")) {
            assertThatThrownBy(() -> SignedNote.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        for (String text : List.of(
                "",
                "o\n1\n",
                "o\n01\nAAAA\n",
                "o\n-1\nAAAA\n",
                "o\n1\nAAAA\n",
                "o\n1\n*\n",
                "\n1\n" + "A".repeat(43) + "=\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlyKeysOnP256AreTaken() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        assertThatThrownBy(() -> new NoteKey("k", rsa.generateKeyPair().getPublic()))
                .hasMessageContaining("P-256");
        KeyPairGenerator large = KeyPairGenerator.getInstance("EC");
        large.initialize(384);
        assertThatThrownBy(() -> new NoteKey("k", large.generateKeyPair().getPublic()))
                .hasMessageContaining("P-256");
        String encoded = signer.key().encode();
        for (String text : List.of(
                "",
                "k",
                "k+1",
                "k+1+*",
                "k+1+AQ==",
                "k+1+" + Base64.getEncoder().encodeToString(new byte[] {2, 3}),
                encoded.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"))) {
            assertThatThrownBy(() -> NoteKey.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
