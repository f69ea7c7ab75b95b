package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The boards of all and of the parts. One that has been shown is copied before it changes. For one thread. */
final class Boards {
    private final Places places;
    private final Map<String, Board> accounts = new HashMap<>();
    private final Map<String, Board> regions = new HashMap<>();
    private final Map<String, Board> components = new HashMap<>();
    private final Set<Board> own = Collections.newSetFromMap(new IdentityHashMap<>());
    private Set<RequirementId> attested = Set.of();
    private Board whole;

    Boards(Places places) {
        this.places = places;
        this.whole = fresh();
    }

    private Board fresh() {
        Board board = new Board(places);
        own.add(board);
        return board;
    }

    private Board own(Board board) {
        if (own.contains(board)) {
            return board;
        }
        Board copy = board.copy();
        own.add(copy);
        return copy;
    }

    /**
     * The boards on which findings of a kind count, to be changed.
     *
     * @param step 1 for one more tally on them, -1 for one less
     */
    List<Board> of(Tally.Kind kind, int step) {
        whole = own(whole);
        return List.of(
                whole,
                part(accounts, kind.account(), step),
                part(regions, kind.region(), step),
                part(components, kind.component(), step));
    }

    private Board part(Map<String, Board> boards, String name, int step) {
        Board known = boards.get(name);
        Board board = known == null ? fresh() : own(known);
        if (board.tallies(step) == 0) {
            boards.remove(name);
        } else {
            boards.put(name, board);
        }
        return board;
    }

    /** Which requirements somebody answers for; only the whole knows of them. */
    void attest(Set<RequirementId> requirements) {
        if (!attested.equals(requirements)) {
            attested = Set.copyOf(requirements);
            whole = own(whole);
            whole.attest(attested.stream().mapToInt(places::place).filter(place -> place >= 0));
        }
    }

    /** The board of all, which is not changed any more. */
    Board whole() {
        own.remove(whole);
        return whole;
    }

    /** The boards of the parts, which are not changed any more. */
    SortedMap<Part, Board> parts() {
        TreeMap<Part, Board> parts = new TreeMap<>();
        accounts.forEach((name, board) -> parts.put(new Part(Cut.ACCOUNT, name), board));
        regions.forEach((name, board) -> parts.put(new Part(Cut.REGION, name), board));
        components.forEach((name, board) -> parts.put(new Part(Cut.COMPONENT, name), board));
        own.clear();
        return Collections.unmodifiableSortedMap(parts);
    }
}
