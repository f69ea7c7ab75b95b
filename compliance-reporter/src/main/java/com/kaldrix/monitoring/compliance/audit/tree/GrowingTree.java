package com.kaldrix.monitoring.compliance.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows leaf by leaf and remembers only the roots of its whole subtrees, one for each bit of its size. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.1">RFC 9162, section 2.1.1</a>
 */
public final class GrowingTree {
    private final List<byte[]> roots = new ArrayList<>();
    private long size;

    /** Adds a leaf by its hash. */
    public void add(byte[] leafHash) {
        roots.add(leafHash.clone());
        size++;
        for (long bits = size; (bits & 1) == 0; bits >>= 1) {
            byte[] right = roots.removeLast();
            roots.add(MerkleHash.node(roots.removeLast(), right));
        }
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /** The root, 32 bytes. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return MerkleHash.empty();
        }
        byte[] root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(roots.get(i), root);
        }
        return root;
    }
}
