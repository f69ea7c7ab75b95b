package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data set of a report, in its {@code report.json} or as the lines that the audit trail has. Findings are read one by one, however many there are. */
final class DataSet implements ReportFindings {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Source> SOURCES =
            Arrays.stream(Source.values()).collect(Collectors.toMap(Source::word, Function.identity()));

    private final Path file;
    private final ReportData facts;
    private final boolean isLines;

    private DataSet(Path file, ReportData facts, boolean isLines) {
        this.file = file;
        this.facts = facts;
        this.isLines = isLines;
    }

    /**
     * Opens it.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException with a sentence when it is no report
     */
    static DataSet open(Path file) throws IOException {
        try (JsonParser parser = at(file, "facts")) {
            return new DataSet(file, FactsReader.read(parser.readValueAsTree()), false);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(file + " is no report: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the lines of one, the facts first.
     *
     * @throws IOException when they cannot be read
     * @throws IllegalArgumentException with a sentence when they are no data set
     */
    static DataSet ofLines(Path file) throws IOException {
        try (JsonParser parser = JSON.createParser(file)) {
            parser.nextToken();
            return new DataSet(file, FactsReader.read(parser.readValueAsTree()), true);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("the data set in the trail is none: " + e.getMessage(), e);
        }
    }

    ReportData facts() {
        return facts;
    }

    @Override
    public void forEach(Reader reader) throws IOException {
        Map<List<RequirementId>, List<RequirementId>> lists = new HashMap<>();
        try (JsonParser parser = isLines ? behindFacts(file) : at(file, "findings")) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode finding = parser.readValueAsTree();
                reader.take(finding(finding, lists));
            }
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is no report: " + e.getMessage(), e);
        }
    }

    private static JsonParser behindFacts(Path file) {
        JsonParser parser = JSON.createParser(file);
        parser.nextToken();
        parser.skipChildren();
        return parser;
    }

    /** A parser at the value of a member of the whole. */
    private static JsonParser at(Path file, String member) throws IOException {
        JsonParser parser = JSON.createParser(file);
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (member.equals(name)) {
                    return parser;
                }
                parser.skipChildren();
            }
        }
        parser.close();
        throw new IllegalArgumentException(file + " is no report: it has no '" + member + "'");
    }

    private static ReportFinding finding(JsonNode json, Map<List<RequirementId>, List<RequirementId>> lists) {
        List<RequirementId> requirements = List.copyOf(Words.texts(json, "requirements").stream()
                .map(Words::requirement)
                .toList());
        return new ReportFinding(
                new FindingKey(
                        Words.text(json, "account"),
                        Words.text(json, "region"),
                        Control.parse(Words.text(json, "control")),
                        Words.text(json, "resource")),
                new ReportFinding.What(
                        Words.text(json, "title"),
                        Words.textOrEmpty(json, "cause"),
                        Words.textOrEmpty(json, "resourceType"),
                        Words.constant(json, "severity", FindingSeverity.class),
                        Words.texts(json, "origins").stream()
                                .map(DataSet::origin)
                                .toList()),
                new Verdict(
                        Words.constant(json, "compliance", ComplianceStatus.class),
                        Words.constant(json, "workflow", WorkflowStatus.class),
                        Words.constant(json, "record", RecordState.class)),
                seen(Words.time(json, "firstSeen"), Words.time(json, "lastSeen"), Words.time(json, "updated")),
                new ReportFinding.Handling(
                        Words.textOrEmpty(json, "owner"),
                        Words.timeOrNull(json, "due"),
                        Words.textOrEmpty(json, "component"),
                        Words.textOrEmpty(json, "waiver")),
                lists.computeIfAbsent(requirements, list -> list));
    }

    /** When it was told is not in a report; it was not before any of these. */
    private static Seen seen(Instant first, Instant last, Instant updated) {
        return new Seen(
                first,
                last,
                updated,
                Stream.of(first, last, updated).max(Instant::compareTo).orElse(last));
    }

    private static Origin origin(String text) {
        int colon = Math.max(0, text.indexOf(':'));
        Source source = SOURCES.get(text.substring(0, colon));
        if (source == null) {
            throw new IllegalArgumentException("'" + text + "' is no origin");
        }
        return new Origin(source, text.substring(colon + 1));
    }
}
