package com.kaldrix.monitoring.compliance.finding;

import static com.kaldrix.monitoring.compliance.finding.FindingExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcFindingsTest {
    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private final Findings findings = TestFindings.of(DATABASE);
    private final Tallies tallies = TestFindings.tallies(DATABASE);
    private final Trail trail = TestTrails.of(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("truncate finding, tally, clue, trail_inbox").update();
    }

    private List<FindingChange> take(List<Finding> batch) {
        List<FindingChange> changes = DATABASE.transactions().execute(status -> findings.take(batch, NOON));
        return changes == null ? List.of() : changes;
    }

    /** Few keys, origins, times and states, so that they meet often. */
    static Finding random(Random random, int keys) {
        Source source = random.nextBoolean() ? Source.SECURITY_HUB : Source.CONFIG;
        int key = random.nextInt(keys);
        Instant updated = NOON.plusSeconds(random.nextInt(4));
        return new Finding(
                new FindingKey(
                        "12345678901" + key % 2,
                        key % 3 == 0 ? "eu-west-1" : "us-east-1",
                        Control.of(Namespace.SECURITY_HUB, "EC2." + (1 + key % 4)),
                        "arn:aws:ec2:eu-west-1:123456789012:instance/i-" + key),
                new Origin(source, "o" + random.nextInt(3)),
                random.nextBoolean() ? "AWS::EC2::Instance" : "",
                "title " + random.nextInt(3),
                FindingSeverity.values()[random.nextInt(FindingSeverity.values().length)],
                new Verdict(
                        ComplianceStatus.values()[random.nextInt(4)],
                        WorkflowStatus.values()[random.nextInt(4)],
                        random.nextInt(4) == 0 ? RecordState.ARCHIVED : RecordState.ACTIVE),
                new Seen(NOON.minusSeconds(random.nextInt(9)), updated, updated, NOON.plusSeconds(random.nextInt(4))),
                FindingClues.none()
                        .withControl("EC2." + (1 + key % 4))
                        .withAssociatedStandards("standards/" + random.nextInt(3))
                        .withTypes(new FindingType(Namespace.GUARD_DUTY, "Recon:EC2/" + random.nextInt(2))));
    }

    private static Map<FindingKey, JoinedFinding> oracle(List<Finding> all) {
        Map<FindingKey, JoinedFinding> joined = new HashMap<>();
        for (Finding finding : all) {
            joined.merge(finding.key(), JoinedFinding.of(finding), (known, one) -> known.join(finding));
        }
        return joined;
    }

    private List<StoredFinding> stored() {
        List<StoredFinding> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<StoredFinding> page = findings.find(FindingFilter.ALL, after, 3);
            all.addAll(page.items());
            after = Optional.ofNullable(page.next()).map(Cursor::parse);
        } while (after.isPresent());
        return all;
    }

    private static Map<Tally.Kind, Map<FindingClues, Tally.Counts>> counted(List<Tally> tallies) {
        return tallies.stream()
                .collect(Collectors.groupingBy(
                        Tally::kind, Collectors.toMap(Tally::clues, Tally::counts, Tally.Counts::plus)));
    }

    private static List<Tally> tallied(Map<FindingKey, JoinedFinding> joined) {
        ComponentRules components = new ComponentRules(List.of());
        return joined.values().stream()
                .filter(finding -> finding.verdict().counts())
                .map(finding -> new Tally(
                        finding.clues(),
                        new Tally.Kind(
                                finding.key().control(),
                                finding.key().account(),
                                finding.key().region(),
                                components.of(finding.key().resource(), finding.resourceType()),
                                finding.severity()),
                        Tally.Counts.of(finding.verdict().compliance(), 1)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderAndAnyBatchesComeToTheSameRowsTalliesAndRecords(long seed) {
        Random random = new Random(seed);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(random(random, 25));
        }
        List<Finding> sent = new ArrayList<>(all);
        sent.addAll(all.subList(0, 100));
        Collections.shuffle(sent, random);
        long changes = 0;
        for (int from = 0; from < sent.size(); ) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(40));
            changes += take(sent.subList(from, to)).size();
            from = to;
            if (random.nextInt(5) == 0) {
                tallies.all();
            }
        }
        Map<FindingKey, JoinedFinding> expected = oracle(all);
        List<StoredFinding> stored = stored();
        assertThat(stored.stream().map(StoredFinding::joined)).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(counted(tallies.all())).isEqualTo(counted(tallied(expected)));
        assertThat(DATABASE.count("trail_inbox")).isEqualTo(changes);
        assertThat(take(sent)).as("all of it once more").isEmpty();
        assertThat(DATABASE.count("trail_inbox")).isEqualTo(changes);
    }

    @Test
    void replicasThatSpeakOfTheSameFindingsAtOnceLoseNothing() throws InterruptedException, ExecutionException {
        Random random = new Random(9);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(random(random, 60));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int from = 0; from < all.size(); from += 50) {
                List<Finding> batch = all.subList(from, from + 50);
                running.add(threads.submit(() -> take(batch)));
            }
            for (Future<?> one : running) {
                tallies.all();
                one.get();
            }
        }
        assertThat(stored().stream().map(StoredFinding::joined))
                .containsExactlyInAnyOrderElementsOf(oracle(all).values());
        assertThat(counted(tallies.all())).isEqualTo(counted(tallied(oracle(all))));
    }

    @Test
    void aChangeIsRecordedWithBeforeAndAfterAndARepetitionIsNot() {
        Finding failed = FindingExamples.finding(Source.SECURITY_HUB, "a", 1, ComplianceStatus.FAILED);
        Finding seenAgain = FindingExamples.finding(Source.SECURITY_HUB, "a", 2, ComplianceStatus.FAILED);
        Finding passed = FindingExamples.finding(Source.SECURITY_HUB, "a", 3, ComplianceStatus.PASSED);
        assertThat(take(List.of(failed)))
                .singleElement()
                .satisfies(change -> assertThat(change.before()).isEmpty());
        assertThat(take(List.of(seenAgain))).isEmpty();
        assertThat(take(List.of(passed))).singleElement().satisfies(change -> {
            assertThat(change.before()).contains(Verdict.of(ComplianceStatus.FAILED));
            assertThat(change.after()).isEqualTo(Verdict.of(ComplianceStatus.PASSED));
        });
        assertThat(take(List.of(failed))).as("an old word").isEmpty();
        trail.sequence(100);
        List<TrailEntry> entries = trail.entries(trail.size() - 2, 2);
        assertThat(entries)
                .extracting(TrailEntry::kind, TrailEntry::subject)
                .containsOnly(tuple("finding.changed", "finding/" + failed.key().id()));
        assertThat(entries.get(1).body())
                .contains("\"before\":{\"compliance\":\"FAILED\"", "\"after\":{\"compliance\":\"PASSED\"");
    }

    @Test
    void aSelectionCountsEachFindingOnceHoweverManyConditionsItMeets() {
        Random random = new Random(3);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(random(random, 40));
        }
        take(all);
        Map<FindingKey, JoinedFinding> joined = oracle(all);
        Control control = Control.parse("securityhub:EC2.2");
        FindingKey some = joined.keySet().stream()
                .filter(key -> key.control().equals(control))
                .findFirst()
                .orElseThrow();
        FindingKey other = joined.keySet().stream()
                .filter(key -> !key.control().equals(control))
                .findFirst()
                .orElseThrow();
        List<Tally> chosen = tallies.of(new Tallies.Selection(
                Set.of(some.id(), other.id()),
                List.of(
                        new Tallies.ControlWithin(control, "", "us-east-1"),
                        new Tallies.ControlWithin(control, some.account(), "")),
                Set.of(some.resource())));
        Map<FindingKey, JoinedFinding> expected = joined.entrySet().stream()
                .filter(entry -> {
                    FindingKey key = entry.getKey();
                    return key.equals(some)
                            || key.equals(other)
                            || key.resource().equals(some.resource())
                            || key.control().equals(control)
                                    && (key.region().equals("us-east-1")
                                            || key.account().equals(some.account()));
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(counted(chosen)).isEqualTo(counted(tallied(expected)));
        assertThat(tallies.of(new Tallies.Selection(Set.of(), List.of(), Set.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aScanArchivesWhatItShouldHaveSeenAndNothingElse(long seed) {
        Random random = new Random(seed);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            all.add(random(random, 700));
        }
        take(all);
        Map<FindingKey, JoinedFinding> known = oracle(all);
        Set<Origin> seen = new HashSet<>(Set.of(new Origin(Source.SECURITY_HUB, "o0")));
        Set<Control> controls = seed % 2 == 0 ? Set.of() : Set.of(Control.parse("securityhub:EC2.2"));
        Scan scan = new Scan(
                Source.SECURITY_HUB,
                new Scan.Scope(Set.of("123456789011"), Set.of("eu-west-1", "us-east-1"), controls, Set.of()),
                NOON.plusSeconds(60),
                true);
        Map<FindingKey, JoinedFinding> expected = new HashMap<>();
        known.forEach((key, joined) -> {
            JoinedFinding after = joined;
            for (Finding word : joined.words().values()) {
                Optional<Finding> missing = scan.missing(word, seen);
                if (missing.isPresent()) {
                    after = after.join(missing.get());
                }
            }
            expected.put(key, after);
        });
        Scan unfinished = new Scan(scan.source(), scan.scope(), scan.startedAt(), false);
        DATABASE.transactions()
                .executeWithoutResult(status -> assertThat(findings.archiveMissing(unfinished, seen, NOON))
                        .isEmpty());
        DATABASE.transactions()
                .executeWithoutResult(status ->
                        assertThat(findings.archiveMissing(scan, seen, NOON)).isNotEmpty());
        assertThat(stored().stream().map(StoredFinding::joined)).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(expected).isNotEqualTo(known);
        assertThat(counted(tallies.all())).isEqualTo(counted(tallied(expected)));
    }

    @Test
    void findingsOfARequirementAreThoseThatTheMapperLeadsToIt() {
        Random random = new Random(5);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(random(random, 40));
        }
        take(all);
        RequirementId requirement = new RequirementId("aws-fsbp", "EC2.2");
        Set<FindingKey> expected = oracle(all).values().stream()
                .filter(finding ->
                        TestFindings.MAPPER.map(finding.clues()).requirements().containsKey(requirement))
                .map(JoinedFinding::key)
                .collect(Collectors.toSet());
        assertThat(findings.find(
                                new FindingFilter(
                                        FindingFilter.ALL.place(),
                                        FindingFilter.ALL.state(),
                                        Optional.of(requirement),
                                        Optional.empty()),
                                Optional.empty(),
                                500)
                        .items())
                .extracting(finding -> finding.joined().key())
                .containsExactlyInAnyOrderElementsOf(expected)
                .isNotEmpty()
                .hasSizeLessThan(oracle(all).size());
    }

    @Test
    void eachConditionOfAFilterNarrows() {
        Random random = new Random(4);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(random(random, 40));
        }
        take(all);
        Set<JoinedFinding> joined = new HashSet<>(oracle(all).values());
        Optional<String> none = Optional.empty();
        FindingFilter.Place anywhere = FindingFilter.ALL.place();
        FindingFilter.State any = FindingFilter.ALL.state();
        filtered(
                joined,
                new FindingFilter.Place(Optional.of("123456789011"), none, none, none, none),
                any,
                finding -> finding.key().account().equals("123456789011"));
        filtered(
                joined,
                new FindingFilter.Place(none, Optional.of("eu-west-1"), none, Optional.of("securityhub:EC2.1"), none),
                any,
                finding -> finding.key().region().equals("eu-west-1")
                        && finding.key().control().name().equals("EC2.1"));
        filtered(
                joined,
                anywhere,
                new FindingFilter.State(
                        Optional.of(ComplianceStatus.FAILED), Optional.empty(), Optional.of(true), none),
                finding -> finding.verdict().compliance() == ComplianceStatus.FAILED
                        && finding.verdict().counts());
        filtered(
                joined,
                anywhere,
                new FindingFilter.State(
                        Optional.empty(), Optional.of(FindingSeverity.CRITICAL), Optional.empty(), none),
                finding -> finding.severity() == FindingSeverity.CRITICAL);
        assertThat(findings.find(
                                new FindingFilter(anywhere, any, Optional.empty(), Optional.of(NOON.plusSeconds(1))),
                                Optional.empty(),
                                9)
                        .items())
                .isEmpty();
        UUID id = joined.iterator().next().key().id();
        assertThat(findings.assign(id, new StoredFinding.Care("alice", Optional.of(NOON)), NOON))
                .isTrue();
        assertThat(findings.assign(new UUID(1, 2), StoredFinding.Care.NONE, NOON))
                .isFalse();
        assertThat(findings.find(id).orElseThrow().care().owner()).isEqualTo("alice");
        assertThat(findings.find(new UUID(1, 2))).isEmpty();
    }

    private void filtered(
            Set<JoinedFinding> all,
            FindingFilter.Place place,
            FindingFilter.State state,
            Function<JoinedFinding, Boolean> expected) {
        Set<JoinedFinding> found = findings
                .find(new FindingFilter(place, state, Optional.empty(), Optional.empty()), Optional.empty(), 500)
                .items()
                .stream()
                .map(StoredFinding::joined)
                .collect(Collectors.toSet());
        assertThat(found)
                .isEqualTo(all.stream().filter(expected::apply).collect(Collectors.toSet()))
                .isNotEmpty()
                .isNotEqualTo(all);
    }
}
