package com.kaldrix.monitoring.metrics.buffer;

/**
 * The layout of a segment. It begins with eight bytes that say what it is and eight that hold its number. Blocks follow: 24
 * bytes of head (length of the content, CRC-32C of all that comes after it, time of acceptance, samples) and the content.
 * Numbers in heads are big-endian, numbers within the content are varints of protocol buffers.
 *
 * <pre>
 * content    = series samples histograms exemplars metadata notes
 * series     = count { length bytes }             numbered on from the series of the segment so far
 * samples    = count { id time start? value }     id: difference to the one before as zigzag, doubled, plus 1 with a start
 * histograms = count { id time start length bytes }
 * exemplars  = count { id time value length bytes }
 * metadata   = count { type family help unit }
 * notes      = count { kind text }
 * </pre>
 */
final class Block {
    /** "KXBUF" and the version of the layout. */
    static final long MAGIC = 0x4b58425546000001L;

    static final int SEGMENT_HEAD = 16;
    static final int HEAD = 24;
    static final int CRC_FROM = 8;
    /** Where in the head the time of acceptance stands. */
    static final int ACCEPTED = 8;

    /** No block is larger: what says it is, is damaged. */
    static final int LARGEST = 256 << 20;

    private Block() {}
}
