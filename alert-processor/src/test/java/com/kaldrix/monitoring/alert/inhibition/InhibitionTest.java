package com.kaldrix.monitoring.alert.inhibition;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InhibitionTest {
    private static final InhibitionRule RULE = new InhibitionRule(
            Matchers.parse("severity=critical"), Matchers.parse("severity=~\"critical|warning\""), Set.of("job"));

    private static Inhibition of(InhibitionRule rule, Labels... firing) {
        Map<Fingerprint, Labels> all = new HashMap<>();
        for (Labels labels : firing) {
            all.put(labels.fingerprint(), labels);
        }
        return new Inhibition(new InhibitionRules(List.of(rule)), all);
    }

    @Test
    void nothingInhibitsWhereNothingFires() {
        assertThat(of(RULE).of(Labels.of("severity", "warning"))).isEmpty();
    }

    @Test
    void namesTheAlertThatInhibits() {
        Labels critical = Labels.of("severity", "critical", "job", "a");
        assertThat(of(RULE, critical).of(Labels.of("severity", "warning", "job", "a")))
                .contains(critical.fingerprint());
        assertThat(of(RULE, critical).of(Labels.of("severity", "warning", "job", "b")))
                .isEmpty();
        assertThat(of(RULE, critical).of(Labels.of("severity", "info", "job", "a")))
                .isEmpty();
    }

    @Test
    void nothingInhibitsItselfOrItsLike() {
        Labels one = Labels.of("severity", "critical", "job", "a", "node", "1");
        Labels other = Labels.of("severity", "critical", "job", "a", "node", "2");
        Inhibition inhibition = of(RULE, one, other);
        assertThat(inhibition.of(one)).isEmpty();
        assertThat(inhibition.of(other)).isEmpty();
        assertThat(inhibition.of(Labels.of("severity", "warning", "job", "a"))).isPresent();
    }

    /** Alertmanager's own way of finding it: through all that fires, one after the other. */
    private static boolean inhibited(InhibitionRule rule, Labels labels, List<Labels> firing) {
        if (!rule.target().matches(labels)) {
            return false;
        }
        boolean both = rule.source().matches(labels);
        return firing.stream()
                .filter(source -> rule.source().matches(source))
                .filter(source ->
                        rule.equal().stream().allMatch(name -> source.get(name).equals(labels.get(name))))
                .anyMatch(source -> !(both && rule.target().matches(source)));
    }

    @Test
    void findsWhatAlertmanagerFinds() {
        Random random = new Random(11);
        List<String> matchers = List.of(
                "a=1", "a!=1", "a=~\"1|2\"", "b=\"\"", "b!=2", "c=1", "{a=1,b=2}", "a=~\"(2|3)\"", "a=~\"|1\"", "{}");
        for (int round = 0; round < 2000; round++) {
            InhibitionRule rule = new InhibitionRule(
                    Matchers.parse(matchers.get(random.nextInt(matchers.size()))),
                    Matchers.parse(matchers.get(random.nextInt(matchers.size()))),
                    random.nextBoolean() ? Set.of() : random.nextBoolean() ? Set.of("b") : Set.of("b", "c"));
            List<Labels> firing = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                firing.add(any(random));
            }
            Labels target = any(random);
            Optional<Fingerprint> found =
                    of(rule, firing.toArray(Labels[]::new)).of(target);
            assertThat(found.isPresent())
                    .as("%s of %s by %s", rule, target, firing)
                    .isEqualTo(inhibited(rule, target, firing));
        }
    }

    @Test
    void manyRulesFindWhatOneOfThemFinds() {
        Random random = new Random(12);
        for (int round = 0; round < 500; round++) {
            List<InhibitionRule> rules = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                rules.add(new InhibitionRule(
                        Matchers.parse("{a=~\"%d|%d\",c=1}".formatted(random.nextInt(4), random.nextInt(4))),
                        Matchers.parse("{a=~\"x|%d\",b=~\"1|2\"}".formatted(random.nextInt(4))),
                        Set.of("b")));
            }
            Map<Fingerprint, Labels> firing = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                Labels labels = any(random);
                firing.put(labels.fingerprint(), labels);
            }
            Labels target = any(random);
            boolean expected = rules.stream().anyMatch(rule -> inhibited(rule, target, List.copyOf(firing.values())));

            InhibitionRules all = new InhibitionRules(rules);
            assertThat(new Inhibition(all, firing).of(target).isPresent()).isEqualTo(expected);
            InhibitionRules about = all.about(List.of(target));
            assertThat(new Inhibition(about, firing).of(target).isPresent()).isEqualTo(expected);
            assertThat(about.all())
                    .isEqualTo(rules.stream()
                            .filter(rule -> rule.target().matches(target))
                            .toList());
        }
    }

    private static Labels any(Random random) {
        Labels labels = Labels.of("alertname", "x");
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                labels = labels.with(name, String.valueOf(1 + random.nextInt(2)));
            }
        }
        return labels;
    }
}
