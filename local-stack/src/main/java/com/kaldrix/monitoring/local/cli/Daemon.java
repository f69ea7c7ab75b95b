package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.stack.StackException;
import com.kaldrix.monitoring.local.supervise.ProcessIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** The supervisor: keeps the stack running in the background until it is told to end. */
final class Daemon {
    private final Path root;
    private final Path state;

    Daemon(Path root, Path state) {
        this.root = root;
        this.state = state;
    }

    /** Runs until SIGTERM, whereupon the stack ends in order; returns only when the stack does not come up. */
    int run() throws IOException, InterruptedException {
        Progress progress = new Progress(state);
        Path run = Files.createDirectories(state.resolve("run"));
        try (FileChannel channel = FileChannel.open(
                        run.resolve("daemon.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                progress.failed("Another supervisor runs on " + state + ".");
                return 1;
            }
            ProcessIdentity me = ProcessIdentity.of(ProcessHandle.current())
                    .orElseThrow(() -> new StackException("the system does not tell when this process was started"));
            me.write(Orphans.in(state).daemonFile());
            KaldrixStack stack = new StackFile(root, state)
                    .read()
                    .orElseThrow(() -> new StackException("there is no stack.json in " + state))
                    .progress(progress::step)
                    .start();
            progress.ready();
            new CountDownLatch(1).await();
            stack.close();
            return 0;
        } catch (RuntimeException failure) {
            failure.printStackTrace(System.err);
            progress.failed(String.valueOf(failure.getMessage()));
            return 1;
        }
    }
}
