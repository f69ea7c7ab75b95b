package com.kaldrix.monitoring.compliance.audit.tree;

import java.security.MessageDigest;
import java.util.List;

/** Whether proofs prove what they say. None of these trusts anything but the roots. */
public final class Proofs {
    private Proofs() {}

    /**
     * Whether a leaf is in a tree.
     *
     * @param leafHash of the leaf
     * @param leaf where it is, from 0
     * @param size of the tree
     * @param path as {@link MerkleTree#inclusion} gives it
     * @param root of the tree
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2</a>
     */
    public static boolean includes(byte[] leafHash, long leaf, long size, List<byte[]> path, byte[] root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        long node = leaf;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /**
     * Whether one tree is the beginning of another.
     *
     * @param first size of the smaller tree
     * @param second size of the larger one
     * @param proof as {@link MerkleTree#consistency} gives it
     * @param firstRoot root of the smaller tree
     * @param secondRoot root of the larger one
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2">RFC 9162, section 2.1.4.2</a>
     */
    public static boolean consistent(long first, long second, List<byte[]> proof, byte[] firstRoot, byte[] secondRoot) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (first == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, MerkleHash.empty());
        }
        boolean whole = Long.bitCount(first) == 1;
        if (proof.isEmpty() && !whole) {
            return false;
        }
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        int at = whole ? 0 : 1;
        byte[] smaller = whole ? firstRoot : proof.getFirst();
        byte[] larger = smaller;
        for (; at < proof.size(); at++) {
            if (last == 0) {
                return false;
            }
            byte[] beside = proof.get(at);
            if ((node & 1) == 1 || node == last) {
                smaller = MerkleHash.node(beside, smaller);
                larger = MerkleHash.node(beside, larger);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                larger = MerkleHash.node(larger, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(smaller, firstRoot) && MessageDigest.isEqual(larger, secondRoot);
    }
}
