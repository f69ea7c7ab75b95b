package com.kaldrix.monitoring.alert.oncall;

import java.util.List;

/**
 * People who belong together. Whoever calls the team reaches those who are on call by its schedules; a team without schedules is
 * reached as a whole.
 *
 * @param name unique; as steps call it
 * @param members ids of persons; never empty
 * @param schedules names of its schedules; may be empty
 */
public record Team(String name, List<String> members, List<String> schedules) {
    public Team {
        members = List.copyOf(members);
        schedules = List.copyOf(schedules);
    }
}
