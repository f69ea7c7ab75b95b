package com.kaldrix.monitoring.compliance.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The leaves and roots that implementations of Certificate Transparency hold themselves against. */
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    /** Tiles over leaves in memory, as the trail's tables have them. */
    private static final class MemoryTiles implements Tiles {
        private final List<List<byte[]>> levels = new ArrayList<>();
        private int asked;

        MemoryTiles(List<byte[]> leafHashes) {
            List<byte[]> level = leafHashes;
            while (!level.isEmpty()) {
                levels.add(level);
                List<byte[]> above = new ArrayList<>();
                for (int tile = 0; (tile + 1) * WIDTH <= level.size(); tile++) {
                    GrowingTree tree = new GrowingTree();
                    level.subList(tile * WIDTH, (tile + 1) * WIDTH).forEach(tree::add);
                    above.add(tree.root());
                }
                level = above;
            }
        }

        @Override
        public byte[] hashes(int level, long index, int count) {
            asked++;
            byte[] tile = new byte[count * MerkleHash.LENGTH];
            for (int i = 0; i < count; i++) {
                byte[] hash = levels.get(level).get((int) index * WIDTH + i);
                System.arraycopy(hash, 0, tile, i * MerkleHash.LENGTH, MerkleHash.LENGTH);
            }
            return tile;
        }
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleHash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static byte[] root(List<byte[]> leaves) {
        GrowingTree tree = new GrowingTree();
        leaves.forEach(tree::add);
        return tree.root();
    }

    @Test
    void rootsAreThoseOfTheKnownLeaves() {
        GrowingTree growing = new GrowingTree();
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 0; size <= LEAVES.length; size++) {
            assertThat(HexFormat.of().formatHex(growing.root()))
                    .as("root of %d", size)
                    .isEqualTo(ROOTS[size]);
            assertThat(HexFormat.of().formatHex(new MerkleTree(new MemoryTiles(leaves), size).root()))
                    .isEqualTo(ROOTS[size]);
            if (size < LEAVES.length) {
                byte[] leaf = MerkleHash.leaf(HexFormat.of().parseHex(LEAVES[size]));
                growing.add(leaf);
                leaves.add(leaf);
            }
        }
    }

    @Property(tries = 300)
    void everyLeafIsProvenAndNoOther(
            @ForAll @IntRange(min = 1, max = 1500) int size, @ForAll @IntRange(max = 1499) int some) {
        List<byte[]> leaves = leaves(size);
        int leaf = some % size;
        MerkleTree tree = new MerkleTree(new MemoryTiles(leaves), size);
        List<byte[]> path = tree.inclusion(leaf);
        byte[] root = tree.root();
        assertThat(root).isEqualTo(root(leaves));
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, path, root)).isTrue();

        assertThat(Proofs.includes(MerkleHash.leaf(new byte[0]), leaf, size, path, root))
                .isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), leaf + 1L, size, path, root))
                .isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), size, size, path, root)).isFalse();
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, longer, root)).isFalse();
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> damaged = new ArrayList<>(path);
            byte[] hash = damaged.get(i).clone();
            hash[i] ^= 1;
            damaged.set(i, hash);
            assertThat(Proofs.includes(leaves.get(leaf), leaf, size, damaged, root))
                    .isFalse();
            List<byte[]> shorter = new ArrayList<>(path);
            shorter.remove(i);
            assertThat(Proofs.includes(leaves.get(leaf), leaf, size, shorter, root))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void aBeginningIsProvenAndNothingElse(
            @ForAll @IntRange(max = 1500) int one, @ForAll @IntRange(max = 1500) int other) {
        int first = Math.min(one, other);
        int second = Math.max(one, other);
        List<byte[]> leaves = leaves(second);
        byte[] firstRoot = root(leaves.subList(0, first));
        byte[] secondRoot = root(leaves);
        List<byte[]> proof = new MerkleTree(new MemoryTiles(leaves), second).consistency(first);
        assertThat(Proofs.consistent(first, second, proof, firstRoot, secondRoot))
                .isTrue();

        byte[] changed = firstRoot.clone();
        changed[0] ^= 1;
        assertThat(Proofs.consistent(first, second, proof, changed, secondRoot)).isFalse();
        changed = secondRoot.clone();
        changed[31] ^= 1;
        assertThat(first > 0 && Proofs.consistent(first, second, proof, firstRoot, changed))
                .isFalse();
        assertThat(Proofs.consistent(second + 1L, second, proof, firstRoot, secondRoot))
                .isFalse();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> damaged = new ArrayList<>(proof);
            byte[] hash = damaged.get(i).clone();
            hash[i % 32] ^= 4;
            damaged.set(i, hash);
            assertThat(Proofs.consistent(first, second, damaged, firstRoot, secondRoot))
                    .isFalse();
        }
        if (!proof.isEmpty()) {
            assertThat(Proofs.consistent(first, second, proof.subList(1, proof.size()), firstRoot, secondRoot))
                    .isFalse();
        }
    }

    @Test
    void aProofReadsFewTiles() {
        List<byte[]> leaves = leaves(70_000);
        MemoryTiles tiles = new MemoryTiles(leaves);
        MerkleTree tree = new MerkleTree(tiles, leaves.size());
        List<byte[]> path = tree.inclusion(12_345);
        assertThat(tiles.asked).isLessThanOrEqualTo(6);
        assertThat(Proofs.includes(leaves.get(12_345), 12_345, leaves.size(), path, root(leaves)))
                .isTrue();
    }

    @Test
    void askingForWhatIsNotThereIsRefused() {
        MerkleTree tree = new MerkleTree(new MemoryTiles(leaves(3)), 3);
        assertThatThrownBy(() -> tree.inclusion(3)).hasMessageContaining("no leaf 3");
        assertThatThrownBy(() -> tree.consistency(4)).hasMessageContaining("does not begin with 4");
        assertThatThrownBy(() -> new MerkleTree(new MemoryTiles(List.of()), -1)).hasMessageContaining("-1");
        assertThat(Arrays.equals(new MerkleTree(new MemoryTiles(List.of()), 0).root(), MerkleHash.empty()))
                .isTrue();
    }
}
