package com.kaldrix.monitoring.alert.story;

import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.Progress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands where SSM does, and does what the story says. What it was asked to begin it never forgets. */
final class StoryMachine implements Executor {
    private final List<Task> begun = new CopyOnWriteArrayList<>();
    private volatile Function<Task, Progress> beginning = task -> new Progress.Running("run-1");
    private volatile Function<Task, Progress> looking = task -> new Progress.Running("run-1");

    /** A process that ends at once, between saying that it begins and knowing whether it did. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    void clear() {
        begun.clear();
        beginning = task -> new Progress.Running("run-1");
        looking = task -> new Progress.Running("run-1");
    }

    void begins(Function<Task, Progress> next) {
        beginning = next;
    }

    void goesOn(Progress next) {
        looking = task -> next;
    }

    List<Task> begun() {
        return begun;
    }

    @Override
    public Set<Order.Kind> kinds() {
        return Set.of(Order.Kind.SSM);
    }

    @Override
    public Progress begin(Task task) {
        begun.add(task);
        return beginning.apply(task);
    }

    @Override
    public Progress look(Task task, String reference) {
        return looking.apply(task);
    }
}
