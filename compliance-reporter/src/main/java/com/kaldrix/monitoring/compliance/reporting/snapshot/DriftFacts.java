package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.drift.Drift;
import com.kaldrix.monitoring.compliance.drift.Drifts;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportData.Change;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What changed in the period of a report: requirements, then controls, then configurations, the latest first. */
@Component
class DriftFacts {
    /** More are counted, and the count says where the others are. */
    private static final int MOST = 2_000;

    private static final int MOST_OF_A_VALUE = 300;

    private final Drifts drifts;
    private final ConfigurationChanges configurations;

    DriftFacts(Drifts drifts, ConfigurationChanges configurations) {
        this.drifts = drifts;
        this.configurations = configurations;
    }

    List<ReportData.Drift> of(Wanted wanted, Instant cutOff) {
        ReportPeriod period = wanted.period();
        Instant end = period.until().isBefore(cutOff) ? period.until() : cutOff;
        List<ReportData.Drift> all = new ArrayList<>();
        if (!period.from().isBefore(end)) {
            return all;
        }
        Drift drift = drifts.between(period.from(), end);
        if (wanted.scope().isAllPlaces()) {
            drift.requirements().stream()
                    .filter(one -> wanted.isAbout(one.id().framework()))
                    .forEach(one -> all.add(new ReportData.Drift(
                            change(one.kind()),
                            one.at(),
                            "",
                            "",
                            one.id().toString(),
                            word(one.before()),
                            word(one.after()))));
        }
        drift.controls().stream()
                .filter(one -> wanted.isAbout(one.key().account(), one.key().region()))
                .forEach(one -> all.add(new ReportData.Drift(
                        change(one.kind()),
                        one.at(),
                        one.key().account(),
                        one.key().region(),
                        one.key().control().toString(),
                        word(one.before()),
                        word(one.after()))));
        configurations(wanted, period.from(), end, all);
        return all;
    }

    private void configurations(Wanted wanted, Instant from, Instant to, List<ReportData.Drift> all) {
        List<ConfigurationChange> changes = configurations.between(from, to, MOST);
        changes.stream()
                .filter(change -> wanted.isAbout(
                        change.resource().account(), change.resource().region()))
                .forEach(change -> add(change, all));
        long further = changes.size() < MOST ? 0 : configurations.count(from, to) - MOST;
        if (further > 0) {
            all.add(new ReportData.Drift(
                    Change.CONFIGURATION,
                    changes.getLast().at(),
                    "",
                    "",
                    GroupedFindings.FURTHER,
                    further + " earlier changes",
                    "at /api/v1/drift/configuration"));
        }
    }

    private static void add(ConfigurationChange change, List<ReportData.Drift> all) {
        ConfigurationChange.Subject resource = change.resource();
        if (change.properties().isEmpty()) {
            all.add(new ReportData.Drift(
                    Change.CONFIGURATION,
                    change.at(),
                    resource.account(),
                    resource.region(),
                    resource.id(),
                    change.kind() == ConfigurationChange.Kind.CREATED ? "" : "it was there",
                    switch (change.kind()) {
                        case CREATED -> "it is there";
                        case UPDATED ->
                            change.detail().isEmpty() ? "it is another" : "it is another: " + change.detail();
                        case DELETED -> "";
                    }));
        }
        for (ConfigurationChange.PropertyChange property : change.properties()) {
            all.add(new ReportData.Drift(
                    Change.CONFIGURATION,
                    change.at(),
                    resource.account(),
                    resource.region(),
                    resource.id() + " " + property.path(),
                    brief(property.before()),
                    brief(property.after())));
        }
    }

    private static String brief(String json) {
        return json.length() <= MOST_OF_A_VALUE
                ? json
                : json.substring(0, json.offsetByCodePoints(0, json.codePointCount(0, MOST_OF_A_VALUE))) + "…";
    }

    private static Change change(Drift.Kind kind) {
        return switch (kind) {
            case NEWLY_FAILED -> Change.NEWLY_FAILED;
            case NEWLY_PASSED -> Change.NEWLY_PASSED;
            case VANISHED -> Change.EVIDENCE_LOST;
            case UNCERTAIN -> Change.UNCERTAIN;
        };
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
