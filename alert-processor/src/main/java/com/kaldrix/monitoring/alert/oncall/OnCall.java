package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The schedules that hold: what the configuration says, edits in its place, overrides on top. */
@Component
public class OnCall {
    private static final Logger LOG = LoggerFactory.getLogger(OnCall.class);

    private final Directory.Current directory;
    private final Schedules schedules;

    OnCall(Directory.Current directory, Schedules schedules) {
        this.directory = directory;
        this.schedules = schedules;
    }

    /** People, teams and schedules of the configuration in force. */
    public Directory directory() {
        return directory.get();
    }

    /**
     * The schedule of this name with what concerns it from {@code from} on; empty when the configuration has none.
     */
    public Optional<Plan> plan(String name, Instant from) {
        return directory.get().schedule(name).map(planned -> plan(planned, from));
    }

    /** All schedules, in the order of the file, with what concerns them from {@code from} on. */
    public List<Plan> plans(Instant from) {
        return directory.get().schedules().stream()
                .map(planned -> plan(planned, from))
                .toList();
    }

    /** Forgets overrides that ended before {@code before}; how many they were. */
    public int forgetOverrides(Instant before) {
        return schedules.forget(before);
    }

    private Plan plan(Schedule planned, Instant from) {
        Directory known = directory.get();
        return new Plan(
                inForce(planned),
                schedules.overrides(planned.name(), from),
                person -> known.person(person).isPresent());
    }

    /** People may have gone from the file since an edit; their turns are gaps then, which is told where it matters. */
    private Schedule inForce(Schedule planned) {
        return schedules
                .edit(planned.name())
                .map(edit -> {
                    try {
                        return edit.definition().read(planned.name(), everybody(edit.definition()));
                    } catch (InvalidRequestException e) {
                        LOG.atError()
                                .setCause(e)
                                .addKeyValue("schedule", planned.name())
                                .log("An edit cannot be read");
                        return planned;
                    }
                })
                .orElse(planned);
    }

    private static Set<String> everybody(ScheduleShape shape) {
        return shape.layers().stream().flatMap(layer -> layer.people().stream()).collect(Collectors.toSet());
    }
}
