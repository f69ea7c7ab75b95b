package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The words of a finding, and what they say, as JSON in the database. Its form is its own, so that the domain may be renamed. */
final class Words {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Source> SOURCES =
            Arrays.stream(Source.values()).collect(Collectors.toMap(Source::word, Function.identity()));

    private Words() {}

    /** One word; the key is that of the row. */
    record Word(
            String source,
            String id,
            String type,
            String title,
            FindingSeverity severity,
            ComplianceStatus compliance,
            WorkflowStatus workflow,
            RecordState record,
            String[] times,
            Clues clues) {}

    /** What a word says about what it concerns. */
    record Clues(
            List<String> requirements,
            List<String> standards,
            String control,
            String rule,
            List<String> types,
            String check) {
        FindingClues clues() {
            return new FindingClues(
                    requirements,
                    standards,
                    control,
                    rule,
                    types.stream().map(Clues::type).toList(),
                    check);
        }

        private static FindingType type(String text) {
            int blank = text.indexOf(' ');
            return new FindingType(Namespace.of(text.substring(0, blank)).orElseThrow(), text.substring(blank + 1));
        }
    }

    static String write(JoinedFinding joined) {
        JsonText json = new JsonText().list();
        joined.words().values().forEach(finding -> word(json, finding));
        return json.endList().toString();
    }

    /** As {@link Word} is read. */
    private static void word(JsonText json, Finding finding) {
        Seen seen = finding.seen();
        json.object()
                .member("source", finding.origin().source().word())
                .member("id", finding.origin().id())
                .member("type", finding.resourceType())
                .member("title", finding.title())
                .member("severity", finding.severity().name())
                .member("compliance", finding.verdict().compliance().name())
                .member("workflow", finding.verdict().workflow().name())
                .member("record", finding.verdict().record().name())
                .name("times")
                .list()
                .value(seen.first().toString())
                .value(seen.last().toString())
                .value(seen.updated().toString())
                .value(seen.told().toString())
                .endList()
                .name("clues");
        clues(json, finding.clues());
        json.endObject();
    }

    /** As {@link Clues} is read. */
    private static void clues(JsonText json, FindingClues clues) {
        json.object()
                .member("requirements", clues.relatedRequirements())
                .member("standards", clues.associatedStandards())
                .member("control", clues.controlId())
                .member("rule", clues.configRule())
                .name("types")
                .list();
        for (FindingType type : clues.types()) {
            json.value(type.service().word() + " " + type.type());
        }
        json.endList().member("check", clues.ownCheck()).endObject();
    }

    static JoinedFinding read(FindingKey key, String json) {
        TreeMap<Origin, Finding> words = new TreeMap<>();
        for (Word word : JSON.readValue(json, Word[].class)) {
            Finding finding = finding(key, word);
            words.put(finding.origin(), finding);
        }
        return new JoinedFinding(key, words);
    }

    private static Finding finding(FindingKey key, Word word) {
        Source source = SOURCES.get(word.source());
        if (source == null) {
            throw new IllegalStateException("finding " + key.id() + " has a word of '" + word.source() + "'");
        }
        String[] times = word.times();
        return new Finding(
                key,
                new Origin(source, word.id()),
                word.type(),
                word.title(),
                word.severity(),
                new Verdict(word.compliance(), word.workflow(), word.record()),
                new Seen(
                        Instant.parse(times[0]),
                        Instant.parse(times[1]),
                        Instant.parse(times[2]),
                        Instant.parse(times[3])),
                word.clues().clues());
    }

    static String write(FindingClues clues) {
        JsonText json = new JsonText();
        clues(json, clues);
        return json.toString();
    }

    static FindingClues readClues(String json) {
        return JSON.readValue(json, Clues.class).clues();
    }
}
