package com.kaldrix.monitoring.local.remotewrite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a load is made of. Series number {@code s} has at tick {@code t} the value {@code t} and the time
 * {@code begin + t * step}, so that whoever has a sample knows whether it is one of the load's.
 *
 * @param first number of the first series; loads whose numbers differ share none
 * @param series how many
 * @param perRequest samples in a request; the last request of a tick may have fewer
 * @param connections that send side by side; a series keeps to one of them, so that its samples stay in order
 * @param version of the protocol
 * @param begin time of tick 0
 * @param step time between two ticks
 */
public record LoadShape(
        int first, int series, int perRequest, int connections, Version version, Instant begin, Duration step) {
    /** The name of all series. */
    public static final String NAME = "kaldrix_load_samples_total";

    /** The label whose value no two series share. */
    public static final String IDENTITY = "validator";

    public LoadShape {
        if (first < 0 || series < 1 || perRequest < 1 || connections < 1) {
            throw new IllegalArgumentException("a load has at least one series, sample and connection");
        }
    }

    /** A load whose first series is number 0. */
    public LoadShape(int series, int perRequest, int connections, Version version, Instant begin, Duration step) {
        this(0, series, perRequest, connections, version, begin, step);
    }

    /** The same of other series: as many, from that number on. */
    public LoadShape from(int number) {
        return new LoadShape(number, series, perRequest, connections, version, begin, step);
    }

    /** The same later on: what was tick so and so is tick 0. */
    public LoadShape at(int tick) {
        return new LoadShape(
                first, series, perRequest, connections, version, begin.plus(step.multipliedBy(tick)), step);
    }

    /** The number after the last series'. */
    int end() {
        return first + series;
    }

    /** 10,000 series with 9 labels each, 2,000 samples in a request, 4 connections, a sample each 15 s. */
    public static LoadShape usual(Version version, Instant begin) {
        return new LoadShape(10_000, 2_000, 4, version, begin, Duration.ofSeconds(15));
    }

    /** The nine labels of a series. */
    public SortedMap<String, String> labels(int number) {
        return new TreeMap<>(Map.of(
                "__name__",
                NAME,
                "instance",
                "node-%05d:9090".formatted(number / 100),
                "job",
                "kaldrix-blockchain",
                "namespace",
                "kaldrix",
                "pod",
                "kaldrix-node-" + number / 100,
                "cluster",
                "kaldrix-us-east-1",
                "chain",
                "main",
                "shard",
                Integer.toString(number % 10),
                IDENTITY,
                "validator-%06d".formatted(number)));
    }

    /** The time of a tick in milliseconds. */
    public long timestamp(long tick) {
        return begin.plus(step.multipliedBy(tick)).toEpochMilli();
    }

    /** The numbers of the series in one request. */
    record Block(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /** The requests that a connection sends in each tick. */
    List<Block> blocks(int connection) {
        List<Block> blocks = new ArrayList<>();
        int number = 0;
        for (int from = first; from < end(); from += perRequest) {
            if (number++ % connections == connection) {
                blocks.add(new Block(from, Math.min(end(), from + perRequest)));
            }
        }
        return blocks;
    }

    /** The request with all series of a block. */
    PreparedRequest prepare(Block block) {
        return PreparedRequest.of(
                version,
                IntStream.range(block.from(), block.to()).mapToObj(this::labels).toList());
    }
}
