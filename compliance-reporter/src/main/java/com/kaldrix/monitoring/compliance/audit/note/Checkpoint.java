package com.kaldrix.monitoring.compliance.audit.note;

import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * How large the audit trail was, and what its root was then.
 *
 * @param origin name of the trail, which no other has
 * @param size how many entries it had
 * @param root of the tree over them, 32 bytes
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 */
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        if (origin.isBlank() || origin.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("'" + origin + "' is no name of a trail");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a trail has no " + size + " entries");
        }
        if (root.length != MerkleHash.LENGTH) {
            throw new IllegalArgumentException("a root has 32 bytes, not " + root.length);
        }
        root = root.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed: three lines. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException with a sentence when it is none
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint has three lines: origin, size and root");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("'" + lines[1] + "' is no size of a trail");
        }
        byte[] root;
        try {
            root = Base64.getDecoder().decode(lines[2]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + lines[2] + "' is no root: it must be in Base64", e);
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }

    @Override
    public String toString() {
        return "Checkpoint[" + origin + ", " + size + ", " + Base64.getEncoder().encodeToString(root) + "]";
    }
}
