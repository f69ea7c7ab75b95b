package com.kaldrix.monitoring.compliance.audit.tree;

/**
 * The hashes of a tree in tiles of 256: those of level 0 are of leaves, those of level {@code n} stand above a whole tile of level
 * {@code n - 1} each. Only hashes of whole subtrees are in it, so that none ever changes.
 *
 * @see <a href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a>
 */
@FunctionalInterface
public interface Tiles {
    /** How many levels of the tree a tile spans. */
    int HEIGHT = 8;

    /** How many hashes a whole tile has. */
    int WIDTH = 1 << HEIGHT;

    /**
     * The first hashes of a tile, one behind the other.
     *
     * @param level of the tile, from 0
     * @param index of the tile in its level, from 0
     * @param count how many hashes, 1 to {@link #WIDTH}
     * @return {@code 32 * count} bytes
     * @throws IllegalArgumentException if the tree does not have that many there
     */
    byte[] hashes(int level, long index, int count);
}
