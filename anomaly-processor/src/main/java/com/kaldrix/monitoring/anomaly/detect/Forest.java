package com.kaldrix.monitoring.anomaly.detect;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import io.protostuff.LinkedBuffer;
import io.protostuff.ProtostuffIOUtil;
import io.protostuff.Schema;
import io.protostuff.runtime.RuntimeSchema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pattern recognition: a Random Cut Forest (Guha et al. 2016) over the last readings of the series, each taken as it is, as
 * step, squashed or smoothed. The first readings only tell where the series lies and how wide it is, so that the forest's
 * single precision loses nothing.
 */
public final class Forest implements Detector {
    private static final int LEARNING = 32;

    private final Shape shape;
    private final long seed;
    private final SortedWindow first = new SortedWindow(LEARNING);
    private final float[] point = new float[1];
    private @Nullable RandomCutForest forest;
    private double origin;
    private double unit;
    private double before = Double.NaN;
    private double smooth;
    private double last;
    private double strange = Double.NaN;

    /** What the forest is fed with. */
    public enum Transform {
        /** The reading itself. */
        VALUE,
        /** Its difference to the reading before. */
        STEP,
        /** The inverse hyperbolic sine of it, so that giants leave room for the others. */
        SQUASHED,
        /** An exponentially weighted mean over 8 readings, for patterns that are longer than the shingle. */
        SMOOTH
    }

    /**
     * How a forest is built.
     *
     * @param name of the detector
     * @param shingle how many readings make one point
     * @param trees how many trees
     * @param sample readings that each tree holds
     * @param transform what it is fed with
     * @param forget whether older readings give way to newer ones; otherwise all of the past counts alike
     */
    public record Shape(String name, int shingle, int trees, int sample, Transform transform, boolean forget) {}

    public Forest(Shape shape, long seed) {
        this.shape = shape;
        this.seed = seed;
    }

    private RandomCutForest create() {
        RandomCutForest.Builder<?> builder = RandomCutForest.builder()
                .numberOfTrees(shape.trees())
                .sampleSize(shape.sample())
                .dimensions(shape.shingle())
                .shingleSize(shape.shingle())
                .internalShinglingEnabled(true)
                .randomSeed(seed)
                .boundingBoxCacheFraction(1.0)
                .parallelExecutionEnabled(false)
                .initialAcceptFraction(0.125)
                .outputAfter(LEARNING);
        if (!shape.forget()) {
            builder.timeDecay(0);
        }
        return builder.build();
    }

    @Override
    public String name() {
        return shape.name();
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        strange = Double.NaN;
        last = reading.value();
        RandomCutForest trees = forest;
        if (trees == null && first.size() == LEARNING) {
            trees = begin();
        }
        if (trees == null) {
            if (reading.learn()) {
                first.add(last);
            }
            return Double.NaN;
        }
        point[0] = transform((last - origin) / unit);
        if (trees.isOutputReady()) {
            strange = trees.getAnomalyScore(point);
        }
        if (reading.learn()) {
            trees.update(point);
        }
        return strange;
    }

    /** A forest that has learnt the first readings; none while they are all the same and the new one as well. */
    private @Nullable RandomCutForest begin() {
        origin = first.median();
        double mean = 0;
        for (int i = 0; i < LEARNING; i++) {
            mean += Math.abs(first.inOrder(i) - origin) / LEARNING;
        }
        unit = Math.max(first.deviation(), mean);
        if (unit <= 1e-9 * Math.abs(origin)) {
            unit = Math.abs(last - origin);
        }
        if (unit <= 1e-9 * Math.abs(origin) || unit == 0) {
            return null;
        }
        RandomCutForest trees = create();
        for (int i = 0; i < LEARNING; i++) {
            point[0] = transform((first.inOrder(i) - origin) / unit);
            trees.update(point);
        }
        forest = trees;
        return trees;
    }

    private float transform(double given) {
        // Single precision keeps differences of one unit up to here; what is beyond is as strange as can be.
        double value = Math.clamp(given, -1e6, 1e6);
        double was = Double.isNaN(before) ? value : before;
        before = value;
        smooth += (value - smooth) / 8;
        double fed =
                switch (shape.transform()) {
                    case VALUE -> value;
                    case STEP -> value - was;
                    case SQUASHED -> Math.signum(value) * Math.log1p(Math.abs(value));
                    case SMOOTH -> smooth;
                };
        return (float) fed;
    }

    @Override
    public String evidence() {
        return Double.isNaN(strange)
                ? "the pattern is still being learnt"
                : String.format(
                        Locale.ROOT,
                        "the pattern of the last %d readings up to %.4g has isolation score %.2f (near 1 is usual)",
                        shape.shingle(),
                        last,
                        strange);
    }

    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveExecutorContextEnabled(true);
        mapper.setSaveTreeStateEnabled(true);
        return mapper;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        first.save(out);
        out.writeDouble(before);
        out.writeDouble(smooth);
        RandomCutForest trees = forest;
        if (trees == null) {
            out.writeInt(0);
            return;
        }
        Schema<RandomCutForestState> schema = RuntimeSchema.getSchema(RandomCutForestState.class);
        byte[] bytes = ProtostuffIOUtil.toByteArray(mapper().toState(trees), schema, LinkedBuffer.allocate(1 << 16));
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeDouble(origin);
        out.writeDouble(unit);
    }

    @Override
    public void load(DataInput in) throws IOException {
        first.load(in);
        before = in.readDouble();
        smooth = in.readDouble();
        int length = in.readInt();
        if (length == 0) {
            forest = null;
            return;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        Schema<RandomCutForestState> schema = RuntimeSchema.getSchema(RandomCutForestState.class);
        RandomCutForestState state = schema.newMessage();
        ProtostuffIOUtil.mergeFrom(bytes, state, schema);
        forest = mapper().toModel(state);
        origin = in.readDouble();
        unit = in.readDouble();
    }
}
