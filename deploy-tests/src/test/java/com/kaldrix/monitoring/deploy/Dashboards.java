package com.kaldrix.monitoring.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards of Grafana, as files. */
final class Dashboards {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Dashboards() {}

    /** A query of a panel. */
    record Query(String dashboard, String panel, String unit, String expression, String legend) {
        /** With the variables of Grafana replaced by what stands for all. */
        String runnable() {
            return expression.replace("$__rate_interval", "2m").replaceAll("\\$[a-z]+", ".+");
        }

        @Override
        public String toString() {
            return dashboard + " / " + panel + ": " + expression;
        }
    }

    static List<Path> files() throws IOException {
        return Project.files(Project.DASHBOARDS.resolve("grafana"), ".json");
    }

    static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    /** All panels but rows, also those within rows. */
    static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("type").stringValue("").equals("row")) {
                panels.add(panel);
            }
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (Path file : files()) {
            JsonNode dashboard = read(file);
            String uid = dashboard.path("uid").stringValue("");
            for (JsonNode panel : panels(dashboard)) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            uid,
                            panel.path("title").stringValue(""),
                            panel.at("/fieldConfig/defaults/unit").stringValue("none"),
                            target.path("expr").stringValue(""),
                            target.path("legendFormat").stringValue("")));
                }
            }
        }
        return queries;
    }

    /** The queries behind variables and annotations. */
    static List<String> otherQueries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files()) {
            JsonNode dashboard = read(file);
            for (JsonNode variable : dashboard.at("/templating/list")) {
                String definition = variable.at("/query/query").stringValue("");
                if (definition.startsWith("label_values(")) {
                    queries.add(definition.substring("label_values(".length(), definition.lastIndexOf(',')));
                }
            }
        }
        return queries;
    }

    /** The metrics that panels and variables read; not those that Prometheus itself makes. */
    static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Query query : queries()) {
            names.addAll(MetricNames.inQuery(query.runnable()));
        }
        for (String query : otherQueries()) {
            names.addAll(MetricNames.inQuery(query));
        }
        names.remove("ALERTS");
        return names;
    }
}
