package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.note.SigningFailedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with a key that never leaves KMS (ECC_NIST_P256, SIGN_VERIFY).
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">KMS API, Sign</a>
 */
final class KmsNoteSigner implements NoteSigner {
    private final KmsClient kms;
    private final String arn;
    private final NoteKey key;

    /** @throws SigningFailedException when KMS does not say what the public key is */
    KmsNoteSigner(KmsClient kms, String arn, String name) {
        this.kms = kms;
        this.arn = arn;
        this.key = publicKey(name);
    }

    private NoteKey publicKey(String name) {
        try {
            byte[] spki =
                    kms.getPublicKey(request -> request.keyId(arn)).publicKey().asByteArray();
            return new NoteKey(name, KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)));
        } catch (SdkException | GeneralSecurityException e) {
            throw new SigningFailedException("KMS does not give the public key of " + arn, e);
        }
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public SignedNote sign(String text) {
        try {
            byte[] signature = kms.sign(request -> request.keyId(arn)
                            .message(SdkBytes.fromString(text, StandardCharsets.UTF_8))
                            .messageType(MessageType.RAW)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                    .signature()
                    .asByteArray();
            return new SignedNote(text, List.of(new SignedNote.Signature(key.name(), key.id(), signature)));
        } catch (SdkException e) {
            throw new SigningFailedException("KMS does not sign with " + arn, e);
        }
    }
}
