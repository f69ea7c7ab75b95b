package com.kaldrix.monitoring.alert.window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All windows, those of the configuration before those that people made. */
@Component
public class ActiveWindows {
    private final Windows windows;
    private final FileWindows file;

    ActiveWindows(Windows windows, FileWindows file) {
        this.windows = windows;
        this.file = file;
    }

    /**
     * A window that holds.
     *
     * @param window which
     * @param occurrence which of its times
     */
    public record Active(MaintenanceWindow window, Occurrence occurrence) {}

    /** Those that hold at this time. */
    public List<Active> at(Instant now) {
        return living(now)
                .flatMap(window -> window.at(now).map(time -> new Active(window, time)).stream())
                .toList();
    }

    Stream<MaintenanceWindow> living(Instant now) {
        return Stream.concat(file.current().stream(), windows.living(now).stream());
    }

    List<MaintenanceWindow> all() {
        return Stream.concat(file.current().stream(), windows.all().stream()).toList();
    }

    Optional<MaintenanceWindow> find(UUID id) {
        return file.current().stream()
                .filter(window -> window.id().equals(id))
                .findFirst()
                .or(() -> windows.find(id));
    }
}
