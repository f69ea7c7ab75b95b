package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionOperations;

/** Findings that are new, from as many threads as a queue has, while the audit trail gives them places. */
final class IntakeLoad {
    private static final int THREADS = 2;
    private static final int BATCH = 500;
    private static final int MESSAGES = 100;
    private static final double AIM = 5_000;
    private static final int SAY_EVERY = 100_000;

    private final Findings findings;
    private final Trail trail;
    private final TransactionOperations transactions;
    private final PrintStream progress;

    IntakeLoad(Findings findings, Trail trail, TransactionOperations transactions, PrintStream progress) {
        this.findings = findings;
        this.trail = trail;
        this.transactions = transactions;
        this.progress = progress;
    }

    /** @param count how many findings in all */
    void run(int count, Bars bars) throws InterruptedException {
        int byTens = count / 50;
        int rest = count - byTens;
        double taken;
        double placed;
        Stopwatch watch = new Stopwatch();
        try (Sequencer sequencer = new Sequencer(trail)) {
            take(0, rest, BATCH);
            taken = watch.seconds();
        }
        placed = watch.seconds();
        bars.atLeast("findings taken in, " + BATCH + " in a transaction", AIM, rest / taken);
        bars.beside("the same, until all have a place in the audit trail", Bars.perSecond(rest / placed));
        Stopwatch tens = new Stopwatch();
        try (Sequencer sequencer = new Sequencer(trail)) {
            take(rest, count, MESSAGES);
            bars.beside(
                    "findings taken in, " + MESSAGES
                            + " in a transaction, as a queue hands out messages of one finding",
                    Bars.perSecond(byTens / tens.seconds()));
        }
    }

    private void take(int from, int end, int batch) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    for (int begin = next.getAndAdd(batch); begin < end; begin = next.getAndAdd(batch)) {
                        takeOne(begin, Math.min(end, begin + batch));
                        if (begin / SAY_EVERY < (begin + batch) / SAY_EVERY) {
                            progress.println(begin + batch + " findings are taken in");
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void takeOne(int from, int end) {
        GeneratedFindings generated = new GeneratedFindings(from);
        List<Finding> batch = new ArrayList<>(end - from);
        for (int i = from; i < end; i++) {
            batch.add(generated.next(i));
        }
        transactions.executeWithoutResult(status -> findings.take(batch, GeneratedFindings.NOON));
    }

    /** Has one finding fail at a time. */
    void fail(int number, Instant at) {
        Finding failed = new GeneratedFindings(number).failed(number, at);
        transactions.executeWithoutResult(status -> findings.take(List.of(failed), at));
    }
}
