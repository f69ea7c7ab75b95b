package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Detector;
import com.kaldrix.monitoring.anomaly.detect.Reading;
import com.kaldrix.monitoring.anomaly.fuse.Fusion;
import com.kaldrix.monitoring.anomaly.fuse.Gradual;
import com.kaldrix.monitoring.anomaly.fuse.Rarity;
import com.kaldrix.monitoring.anomaly.fuse.Suppression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Watches one series: readings go in, in the order of time, and each is judged by what came before it only. Not safe for use
 * by several threads. The same readings give the same verdicts, also across {@link #checkpoint} and {@link #restore}.
 */
public final class SeriesMonitor {
    private static final int FORM = 4;

    /** From so many times what is worth an alert on a reading stands out from those before. */
    private static final double ABRUPT = 1;

    private final Tier tier;
    private final Parameters parameters;
    private Calendar calendar;
    private Set<String> off = Set.of();
    private final List<Detector> detectors;
    private final Rarity[] calibrations;
    private final double[] rarities;
    private final Fusion fusion;
    private final Gradual gradual;
    private final double cap;
    private final Suppression news;
    private final Suppression told;
    private double worth;
    private final double factor;
    private final int warmUp;
    private long watermark = Long.MIN_VALUE;
    private long seen;
    private Verdict last = new Verdict(0, 0, false, 0);

    private SeriesMonitor(Tier tier, Parameters parameters, Calendar calendar, List<Member> members) {
        this.tier = tier;
        this.parameters = parameters;
        this.calendar = calendar;
        this.detectors = members.stream().map(Member::detector).toList();
        calibrations = new Rarity[detectors.size()];
        for (int i = 0; i < calibrations.length; i++) {
            calibrations[i] = new Rarity(parameters.number("rarity.memory"), parameters.number("rarity.shape"));
        }
        rarities = new double[detectors.size()];
        cap = parameters.number("rarity.cap");
        gradual = new Gradual(
                members.stream().map(Member::voice).toList(),
                parameters.number("gradual.readings"),
                parameters.number("gradual.worth"));
        fusion = new Fusion(
                new Fusion.Settings(cap, parameters.number("score.rise"), parameters.number("score.fall")),
                members.stream().map(Member::voice).toList());
        news = new Suppression(parameters.whole("alert.quiet"), parameters.number("alert.worse"));
        told = new Suppression(parameters.whole("alert.quiet"), parameters.number("alert.worse"));
        worth = parameters.number("alert.threshold." + parameters.text("sensitivity"));
        factor = tier == Tier.FULL ? 1 : parameters.number("alert.cheap");
        warmUp = parameters.whole("alert.warm-up");
    }

    /** A series of which nothing is known. The seed decides what chance does in forests. */
    public static SeriesMonitor start(Tier tier, Parameters parameters, Calendar calendar, long seed) {
        return new SeriesMonitor(tier, parameters, calendar, Ensemble.of(tier, parameters, seed));
    }

    /** The names of all detectors that a series can have, in their order. */
    public static List<String> detectorNames() {
        return Names.ALL;
    }

    /** Known once it is asked for; making detectors costs something. */
    private static final class Names {
        private static final List<String> ALL = Ensemble.of(Tier.FULL, Parameters.current(), 0).stream()
                .map(member -> member.detector().name())
                .toList();
    }

    /**
     * Judges from now on by these; what was learnt stays.
     *
     * @param times its clock and what is excluded from learning
     * @param least from which severity on all detectors together raise an alert; the cheap ones alone need more by a factor of the file
     * @param silent names of detectors that go on learning and have no say
     */
    public void adopt(Calendar times, double least, Set<String> silent) {
        calendar = times;
        worth = least;
        off = Set.copyOf(silent);
    }

    /** How much of the warm-up is over, 0 to 1. */
    public double learning() {
        return last.learning();
    }

    /** How unusual the last readings were, for ranking. */
    public double score() {
        return last.score();
    }

    public Tier tier() {
        return tier;
    }

    /**
     * Judges a reading and learns from it. One that is not newer than the one before changes nothing and gets the verdict of
     * that, without its alert.
     *
     * @param time epoch milliseconds
     * @param value NaN and infinities are gaps
     */
    public Verdict observe(long time, double value) {
        if (time <= watermark) {
            return new Verdict(last.score(), 0, false, last.learning());
        }
        watermark = time;
        Reading reading = calendar.read(time, value);
        for (int i = 0; i < rarities.length; i++) {
            Detector detector = detectors.get(i);
            double strange = detector.observe(reading);
            boolean heard = off.isEmpty() || !off.contains(detector.name());
            rarities[i] = heard ? calibrations[i].of(strange) : Double.NaN;
            if (reading.learn()) {
                calibrations[i].learn(strange);
            }
        }
        fusion.add(rarities);
        if (!reading.isGap()) {
            gradual.add(rarities, cap, fusion.severity() >= ABRUPT * threshold());
        }
        if (reading.learn()) {
            seen++;
        }
        return last = verdict(reading);
    }

    private Verdict verdict(Reading reading) {
        double learning = Math.min(1, seen / (double) warmUp);
        // What is excluded, still learnt or not worth an alert is not told, and so does not keep what comes after it
        // from being told.
        double unusual = reading.learn() && learning >= 1 ? unusual() : 0;
        double severity = news.pass(unusual);
        boolean alert = told.pass(unusual >= threshold() ? unusual : 0) > 0;
        return new Verdict(fusion.score(), severity, alert, learning);
    }

    /** How unusual the series is now, whether it is news or not; in units of {@link #threshold}. */
    public double unusual() {
        return Math.max(fusion.severity(), factor * gradual.severity());
    }

    /** Whether it is a slow change more than its last reading that is unusual. */
    public boolean isGradual() {
        return factor * gradual.severity() > fusion.severity();
    }

    /** From where on it is worth an alert. */
    public double threshold() {
        return worth * factor;
    }

    /** What those detectors say that find the last reading rarer than one in a hundred, the rarest first. */
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        for (int i = 0; i < rarities.length; i++) {
            if (rarities[i] >= 2) {
                all.add(new Evidence(
                        detectors.get(i).name(), rarities[i], detectors.get(i).evidence()));
            }
        }
        all.sort((a, b) -> Double.compare(b.rarity(), a.rarity()));
        return List.copyOf(all);
    }

    /** The same series with forests from now on; what was learnt stays. This monitor must not be used after. */
    public SeriesMonitor promote(long seed) {
        if (tier == Tier.FULL) {
            return this;
        }
        List<Member> more = new ArrayList<>(Ensemble.of(Tier.FULL, parameters, seed));
        for (int i = 0; i < detectors.size(); i++) {
            more.set(i, new Member(detectors.get(i), more.get(i).voice()));
        }
        SeriesMonitor full = new SeriesMonitor(Tier.FULL, parameters, calendar, List.copyOf(more));
        System.arraycopy(calibrations, 0, full.calibrations, 0, calibrations.length);
        full.watermark = watermark;
        full.seen = seen;
        full.last = last;
        full.adopt(calendar, worth, off);
        copy(full);
        return full;
    }

    private void copy(SeriesMonitor full) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            fusion.save(out);
            gradual.save(out);
            news.save(out);
            told.save(out);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            full.fusion.load(in);
            full.gradual.load(in);
            full.news.load(in);
            full.told.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole state, compact. */
    public byte[] checkpoint() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(FORM);
            out.writeByte(tier.ordinal());
            out.writeLong(watermark);
            out.writeLong(seen);
            out.writeDouble(last.score());
            out.writeDouble(last.learning());
            for (int i = 0; i < rarities.length; i++) {
                detectors.get(i).save(out);
                calibrations[i].save(out);
            }
            fusion.save(out);
            gradual.save(out);
            news.save(out);
            told.save(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The series as it was when {@link #checkpoint} was called, with the same parameters and seed.
     *
     * @throws IllegalArgumentException when the bytes are no checkpoint of this form
     */
    public static SeriesMonitor restore(byte[] checkpoint, Parameters parameters, Calendar calendar, long seed) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint));
            int form = in.readByte();
            if (form != FORM) {
                throw new IllegalArgumentException("a checkpoint of form %d, not %d".formatted(form, FORM));
            }
            SeriesMonitor monitor = start(Tier.values()[in.readByte()], parameters, calendar, seed);
            monitor.watermark = in.readLong();
            monitor.seen = in.readLong();
            monitor.last = new Verdict(in.readDouble(), 0, false, in.readDouble());
            for (int i = 0; i < monitor.rarities.length; i++) {
                monitor.detectors.get(i).load(in);
                monitor.calibrations[i].load(in);
            }
            monitor.fusion.load(in);
            monitor.gradual.load(in);
            monitor.news.load(in);
            monitor.told.load(in);
            return monitor;
        } catch (IOException e) {
            throw new IllegalArgumentException("the checkpoint ends too early", e);
        }
    }
}
