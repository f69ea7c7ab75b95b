package com.kaldrix.monitoring.compliance.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.note.SigningFailedException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** A key that stays in KMS. What it signs, anybody checks with the public key, as what a local key signs. */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KmsNoteSignerTest {
    private static final String NAME = "compliance.example.com/audit";

    private final MotoServer moto = MotoServer.start();
    private final SdkHttpClient http = AwsClients.http(4);
    private final KmsClient kms = KmsClient.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.EU_WEST_1)
            .httpClient(http)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "local")))
            .build();

    @AfterAll
    void close() {
        kms.close();
        http.close();
        moto.close();
    }

    private String key(KeySpec spec) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .arn();
    }

    @Test
    void signsACheckpointThatTheEncodedPublicKeyVerifies() {
        KmsNoteSigner signer = new KmsNoteSigner(kms, key(KeySpec.ECC_NIST_P256), NAME);
        String text = new Checkpoint(NAME, 42, new byte[32]).text();

        SignedNote note = SignedNote.parse(signer.sign(text).encode());

        NoteKey key = NoteKey.parse(signer.key().encode());
        assertThat(key.hasSigned(note)).isTrue();
        SignedNote forged = new SignedNote(text.replace("42", "43"), note.signatures());
        assertThat(key.hasSigned(forged)).as("another text").isFalse();
        KmsNoteSigner other = new KmsNoteSigner(kms, key(KeySpec.ECC_NIST_P256), NAME);
        assertThat(other.key().hasSigned(note)).as("another key").isFalse();
    }

    @Test
    void aKeyThatIsNotOnP256OrNotThereIsRefusedAtTheStart() {
        String other = key(KeySpec.ECC_NIST_P384);
        assertThatThrownBy(() -> new KmsNoteSigner(kms, other, NAME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KmsNoteSigner(
                        kms, "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000", NAME))
                .isInstanceOf(SigningFailedException.class);
    }

    @Test
    void kmsThatIsAwayIsToldAsSuch() {
        try (KmsClient nobody = KmsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.EU_WEST_1)
                .httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "local")))
                .build()) {
            assertThatThrownBy(() -> new KmsNoteSigner(nobody, "arn:aws:kms:eu-west-1:123456789012:key/k", NAME))
                    .isInstanceOf(SigningFailedException.class)
                    .hasMessageContaining("KMS does not give the public key");
        }
    }
}
