package com.kaldrix.monitoring.compliance.audit.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Roots and proofs of a tree that lies in tiles. A proof takes a number of tiles that grows with the logarithm of the size. Reads
 * a tile once; make one for each question. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>
 */
public final class MerkleTree {
    private final Tiles tiles;
    private final long size;
    private final Map<Place, byte[]> read = new HashMap<>();

    private record Place(int level, long index) {}

    /**
     * The tree as it was when it had so many leaves.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public MerkleTree(Tiles tiles, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no " + size + " leaves");
        }
        this.tiles = tiles;
        this.size = size;
    }

    /** The root, 32 bytes. */
    public byte[] root() {
        return size == 0 ? MerkleHash.empty() : range(0, size);
    }

    /**
     * The proof that a leaf is in the tree: the hashes beside the way from the leaf to the root, from below.
     *
     * @throws IllegalArgumentException if there is no such leaf
     */
    public List<byte[]> inclusion(long leaf) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + leaf);
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long begin, long count, List<byte[]> path) {
        if (count == 1) {
            return;
        }
        long left = largestPowerBelow(count);
        if (leaf - begin < left) {
            inclusion(leaf, begin, left, path);
            path.add(range(begin + left, count - left));
        } else {
            inclusion(leaf, begin + left, count - left, path);
            path.add(range(begin, left));
        }
    }

    /**
     * The proof that a smaller tree is the beginning of this one. Empty for the tree itself and for the one without leaves.
     *
     * @throws IllegalArgumentException if the other one is not smaller or the same
     */
    public List<byte[]> consistency(long smaller) {
        if (smaller < 0 || smaller > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves does not begin with " + smaller);
        }
        List<byte[]> proof = new ArrayList<>();
        if (smaller > 0 && smaller < size) {
            consistency(smaller, 0, size, true, proof);
        }
        return proof;
    }

    private void consistency(long smaller, long begin, long count, boolean whole, List<byte[]> proof) {
        if (smaller == count) {
            if (!whole) {
                proof.add(range(begin, count));
            }
            return;
        }
        long left = largestPowerBelow(count);
        if (smaller <= left) {
            consistency(smaller, begin, left, whole, proof);
            proof.add(range(begin + left, count - left));
        } else {
            consistency(smaller - left, begin + left, count - left, false, proof);
            proof.add(range(begin, left));
        }
    }

    /** The hash over leaves in a row that begin where a subtree begins. */
    private byte[] range(long begin, long count) {
        if (Long.bitCount(count) == 1) {
            return node(Long.numberOfTrailingZeros(count), begin / count);
        }
        long left = largestPowerBelow(count);
        return MerkleHash.node(range(begin, left), range(begin + left, count - left));
    }

    /** The root of a whole subtree. */
    private byte[] node(int level, long index) {
        int tileLevel = level / Tiles.HEIGHT;
        int above = level % Tiles.HEIGHT;
        int width = 1 << above;
        long first = index * width;
        byte[] hashes = tile(tileLevel, first / Tiles.WIDTH);
        int from = (int) (first % Tiles.WIDTH);
        return fold(hashes, from, width);
    }

    /** The root over hashes of a tile, a power of two of them. */
    static byte[] fold(byte[] hashes, int from, int width) {
        if (width == 1) {
            return Arrays.copyOfRange(hashes, from * MerkleHash.LENGTH, (from + 1) * MerkleHash.LENGTH);
        }
        return MerkleHash.node(fold(hashes, from, width / 2), fold(hashes, from + width / 2, width / 2));
    }

    private byte[] tile(int level, long index) {
        return read.computeIfAbsent(new Place(level, index), place -> {
            long inLevel = size >>> level * Tiles.HEIGHT;
            int count = (int) Math.min(Tiles.WIDTH, inLevel - index * Tiles.WIDTH);
            return tiles.hashes(level, index, count);
        });
    }

    /** The largest power of two that is smaller. */
    static long largestPowerBelow(long count) {
        return Long.highestOneBit(count - 1);
    }
}
