package com.kaldrix.monitoring.local.fleet;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a node's {@code /blockchain/metrics} page says about blocks, peers, validators and rounds. */
final class Chain {
    private static final Instant GENESIS = Instant.parse("2024-01-01T00:00:00Z");
    private static final double BLOCKS_PER_SECOND = 0.5;
    /** A node that was behind reads so many blocks in a second until it is not. */
    private static final double CATCHING_UP = 5;

    private static final double NODES = 12;
    private static final double VALIDATORS = 120;
    private static final double WATCHED = 10;

    private final Counters height =
            Counters.gauge("kaldrix_node_block_height", "Height of the latest final block", "", "");
    private final Distribution interval = new Distribution(
            "kaldrix_node_block_interval_seconds",
            "Time between a block and the one before",
            0.5,
            1,
            2,
            3,
            5,
            8,
            13,
            30);
    private final Distribution propagation = new Distribution(
            "kaldrix_node_block_propagation_seconds",
            "From a block's creation to its arrival here",
            0.05,
            0.1,
            0.2,
            0.4,
            0.8,
            1.6,
            3.2,
            6.4);
    private final Counters blocks = Counters.counter(
            "kaldrix_node_blocks_total", "Blocks that this node made", "result", "canonical", "orphaned");
    private final Counters peers = Counters.gauge("kaldrix_node_peers", "Connected peers", "", "");
    private final Distribution peerLatency = new Distribution(
            "kaldrix_node_peer_latency_seconds",
            "Round trip to peers",
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.2,
            0.4,
            0.8,
            1.6);
    private final Counters bytes =
            Counters.counter("kaldrix_node_network_bytes_total", "Traffic with peers", "direction", "in", "out");
    private final Counters messages = Counters.counter(
            "kaldrix_node_network_messages_total", "Messages to and from peers", "result", "ok", "error");
    private final Counters validators = Counters.gauge(
            "kaldrix_node_validators", "The validator set by state", "state", "active", "inactive", "jailed");
    private final Counters votes =
            Counters.counter("kaldrix_node_validator_votes_total", "Votes that were due", "result", "cast", "missed");
    private final Distribution round =
            new Distribution("kaldrix_node_consensus_round_seconds", "Duration of a round", 0.25, 0.5, 1, 2, 4, 8, 16);
    private final Counters rounds = Counters.counter(
            "kaldrix_node_consensus_rounds_total", "Rounds by their end", "result", "committed", "failed");
    private final Counters validations = Counters.counter(
            "kaldrix_node_validations_total", "Validations of blocks and transactions", "result", "ok", "failed");

    private double expected;
    private double reached;

    /** A node that has read all blocks by then. */
    Chain(Instant start) {
        expected = (start.getEpochSecond() - GENESIS.getEpochSecond()) * BLOCKS_PER_SECOND;
        reached = expected;
    }

    /** Lives one second. */
    void live(Conditions now) {
        boolean moves = now.chainMoves();
        expected += now.has(FaultKind.CONSENSUS_STALL) ? 0 : BLOCKS_PER_SECOND;
        reached = moves ? Math.min(expected, reached + CATCHING_UP) : reached;
        height.set("", Math.floor(reached));
        blocks(now, moves ? BLOCKS_PER_SECOND : 0);
        network(now);
        consensus(now, moves);
    }

    private void blocks(Conditions now, double made) {
        interval.add(made, 2 * Math.sqrt(now.slowness()), 12);
        propagation.add(made, 0.22 * now.slowness(), 4);
        blocks.add("canonical", made / NODES * 0.995);
        blocks.add("orphaned", made / NODES * 0.005);
    }

    private void network(Conditions now) {
        boolean cut = now.has(FaultKind.PARTITION);
        peers.set("", cut ? 3 : 24 + Math.rint(2 * now.chance()));
        peerLatency.add(2, 0.06 * now.slowness() * (cut ? 4 : 1), 3);
        bytes.add("in", now.rate() * 900 * (cut ? 0.1 : 1));
        bytes.add("out", now.rate() * 1_100 * (cut ? 0.1 : 1));
        double lost = cut ? 0.4 : 0.001 * (1 + 0.5 * now.chance());
        messages.add("ok", now.rate() * 12 * (1 - lost));
        messages.add("error", now.rate() * 12 * lost);
    }

    private void consensus(Conditions now, boolean moves) {
        boolean fewer = now.has(FaultKind.VALIDATOR_LOSS);
        double active = fewer ? VALIDATORS * 0.65 : VALIDATORS - 3;
        validators.set("active", active);
        validators.set("jailed", fewer ? 3 : 1);
        validators.set("inactive", VALIDATORS - active - validators.get("jailed"));
        double due = BLOCKS_PER_SECOND * WATCHED;
        double missed = moves ? fewer ? 0.35 : 0.004 * (1 + 0.5 * now.chance()) : 1;
        votes.add("cast", due * (1 - missed));
        votes.add("missed", due * missed);
        // A round that cannot end is given up after its longest time, and repeated.
        double failing = fewer ? 0.15 : 0.003;
        rounds.add("committed", moves ? BLOCKS_PER_SECOND * (1 - failing) : 0);
        rounds.add("failed", moves ? BLOCKS_PER_SECOND * failing : 0.1);
        round.add(moves ? BLOCKS_PER_SECOND : 0.1, moves ? (fewer ? 2.6 : 0.9) * now.slowness() : 14, 5);
        double wrong = now.has(FaultKind.TRANSACTION_FAILURES) ? 0.25 : 0.0004;
        validations.add("ok", now.rate() * (1 - wrong));
        validations.add("failed", now.rate() * wrong);
    }

    /** The process begins anew; the chain does not. */
    void restart() {
        Stream.of(blocks, bytes, messages, votes, rounds, validations).forEach(Counters::reset);
        Stream.of(interval, propagation, peerLatency, round).forEach(Distribution::reset);
    }

    List<MetricFamily> families() {
        return List.of(
                height.family(),
                interval.family(),
                propagation.family(),
                blocks.family(),
                peers.family(),
                peerLatency.family(),
                bytes.family(),
                messages.family(),
                validators.family(),
                votes.family(),
                round.family(),
                rounds.family(),
                validations.family());
    }
}
