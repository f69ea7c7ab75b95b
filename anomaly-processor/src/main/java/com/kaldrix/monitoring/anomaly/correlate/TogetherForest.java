package com.kaldrix.monitoring.anomaly.correlate;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.kaldrix.monitoring.anomaly.fuse.Rarity;
import io.protostuff.LinkedBuffer;
import io.protostuff.ProtostuffIOUtil;
import io.protostuff.Schema;
import io.protostuff.runtime.RuntimeSchema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One Random Cut Forest (Guha et al. 2016) over all series of a component at once: each row is a point, in units of each series'
 * spread, so that a state in which every series is usual and all together are not is seen. Places without a series are 0 always
 * and never cut.
 */
final class TogetherForest {
    private static final int TREES = 30;
    private static final int SAMPLE = 256;
    private static final int READY = 128;
    private static final double RARE = 2.5;
    private static final double ISOLATED = 1.2;
    private static final double FAR_OUT = 2.5;
    private static final int HOLDS = 3;
    private static final int CALM = 6;

    private final int places;
    private Rarity rarity = new Rarity(5000, 10);
    private RandomCutForest forest;
    private double isolation = Double.NaN;
    private double rare;
    private double[] shares;
    private int beyond;
    private int within;
    private boolean strange;

    TogetherForest(int places, long seed) {
        this.places = places;
        shares = new double[places];
        forest = create(seed);
    }

    private RandomCutForest create(long seed) {
        return RandomCutForest.builder()
                .dimensions(places)
                .shingleSize(1)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .initialAcceptFraction(0.125)
                .outputAfter(READY)
                // Few points a minute: memory is dearer than time here.
                .boundingBoxCacheFraction(0)
                .parallelExecutionEnabled(false)
                .randomSeed(seed)
                .build();
    }

    /** Takes a row; NaN where there is nothing. */
    void add(double[] row) {
        float[] point = new float[places];
        for (int i = 0; i < places; i++) {
            // Plus zero: the forest takes minus zero for another value than zero and finds no cut between them.
            point[i] = Double.isNaN(row[i]) ? 0 : (float) row[i] + 0f;
        }
        isolation = Double.NaN;
        if (forest.isOutputReady()) {
            isolation = forest.getAnomalyScore(point);
            rare = rarity.of(isolation);
            judge(rare >= RARE && isolation > ISOLATED && isUsualEach(point), point);
            rarity.learn(isolation);
        }
        forest.update(point);
    }

    /** What is far out alone is for the detectors of single series. */
    private static boolean isUsualEach(float[] point) {
        for (float value : point) {
            if (Math.abs(value) > FAR_OUT) {
                return false;
            }
        }
        return true;
    }

    private void judge(boolean stands, float[] point) {
        beyond = stands ? beyond + 1 : 0;
        within = stands ? 0 : within + 1;
        if (beyond >= HOLDS && !strange) {
            strange = true;
            DiVector attribution = forest.getAnomalyAttribution(point);
            for (int i = 0; i < places; i++) {
                shares[i] = (attribution.high[i] + attribution.low[i]) / Math.max(1e-9, attribution.getHighLowSum());
            }
        }
        if (within >= CALM) {
            strange = false;
        }
    }

    /** Whether the component is in a state that it was never in. */
    boolean isStrange() {
        return strange;
    }

    /** The score of the newest row; near 1 is usual. */
    double isolation() {
        return isolation;
    }

    /** How seldom so strange a row comes, in units of what is worth an alert. */
    double unusual() {
        return Double.isNaN(rare) ? 0 : rare / RARE;
    }

    /** What each place had to do with it when it became strange; about 1 together. */
    double share(int place) {
        return shares[place];
    }

    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveExecutorContextEnabled(true);
        mapper.setSaveTreeStateEnabled(true);
        return mapper;
    }

    void save(DataOutput out) throws IOException {
        rarity.save(out);
        out.writeInt(beyond);
        out.writeInt(within);
        out.writeBoolean(strange);
        for (double share : shares) {
            out.writeDouble(share);
        }
        Schema<RandomCutForestState> schema = RuntimeSchema.getSchema(RandomCutForestState.class);
        byte[] bytes = ProtostuffIOUtil.toByteArray(mapper().toState(forest), schema, LinkedBuffer.allocate(1 << 16));
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    void load(DataInput in) throws IOException {
        rarity = new Rarity(5000, 10);
        rarity.load(in);
        beyond = in.readInt();
        within = in.readInt();
        strange = in.readBoolean();
        shares = new double[places];
        for (int i = 0; i < places; i++) {
            shares[i] = in.readDouble();
        }
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        Schema<RandomCutForestState> schema = RuntimeSchema.getSchema(RandomCutForestState.class);
        RandomCutForestState state = schema.newMessage();
        ProtostuffIOUtil.mergeFrom(bytes, state, schema);
        forest = mapper().toModel(state);
    }
}
