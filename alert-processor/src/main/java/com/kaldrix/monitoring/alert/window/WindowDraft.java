package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.label.Matchers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A window as somebody asks for it.
 *
 * @param kind what it is for
 * @param name what people call it; not empty
 * @param matchers which alerts it covers; one of them needs a label
 * @param schedule when it holds
 * @param comment why; may be empty
 */
public record WindowDraft(
        MaintenanceWindow.Kind kind, String name, Matchers matchers, Schedule schedule, String comment) {
    /** Whether matchers may scope a window: one that needs no label would keep everything quiet. */
    public static boolean narrows(Matchers matchers) {
        return matchers.all().stream().anyMatch(matcher -> !matcher.matchesValue(""));
    }

    MaintenanceWindow window(UUID id, String by, Instant now) {
        return new MaintenanceWindow(
                id, kind, name, matchers, schedule, comment, new MaintenanceWindow.Made(by, now, now, false), null);
    }

    /**
     * The window of a file, whose name is its identity.
     *
     * @param file what to call the file
     */
    public MaintenanceWindow inFile(String file) {
        UUID id = UUID.nameUUIDFromBytes(("kaldrix/window/" + name).getBytes(StandardCharsets.UTF_8));
        MaintenanceWindow.Made made = new MaintenanceWindow.Made(file, Instant.EPOCH, Instant.EPOCH, true);
        return new MaintenanceWindow(id, kind, name, matchers, schedule, comment, made, null);
    }
}
