package com.kaldrix.monitoring.common.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that the code of every module keeps, as tests:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> houseRules() {
 *     return HouseRules.of("com.kaldrix.monitoring.alert").plain("alert", "route").tests();
 * }
 * }</pre>
 */
public final class HouseRules {
    private static final String SUITE = "com.kaldrix.monitoring.";
    private static final String COMMON = SUITE + "common";
    private static final int MOST_PARAMETERS = 6;
    private static final String[] TECHNOLOGY = {
        "org.springframework..",
        "tools.jackson..",
        "com.fasterxml.jackson.databind..",
        "software.amazon..",
        "io.awspring..",
        "io.micrometer..",
        "jakarta..",
        "java.sql..",
        "javax.sql..",
        "java.net.http.."
    };
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private final String root;
    private final List<String> plain;
    private final Set<Class<?>> adapters;

    private HouseRules(String root, List<String> plain, Set<Class<?>> adapters) {
        this.root = root;
        this.plain = plain;
        this.adapters = adapters;
    }

    /** The rules for the production code of a module whose packages begin with {@code root}. */
    public static HouseRules of(String root) {
        return new HouseRules(root, List.of(), Set.of());
    }

    /** Names features that are domain through and through: nothing in them may know a technology. */
    public HouseRules plain(String... features) {
        return new HouseRules(root, List.of(features), adapters);
    }

    /** Names public interfaces, records and enums that belong to an adapter, and so may know its technology. */
    public HouseRules adapters(Class<?>... types) {
        return new HouseRules(root, plain, Set.copyOf(Arrays.asList(types)));
    }

    /** One test for each rule. */
    public Stream<DynamicTest> tests() {
        return tests(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root));
    }

    Stream<DynamicTest> tests(JavaClasses classes) {
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private Stream<ArchRule> rules() {
        return Stream.of(
                domainIsPlain(),
                portsArePlain(),
                servicesStayApart(),
                featuresHaveNoCycles(),
                timeIsInjected(),
                oldDatesStayOut(),
                namesSaySomething(),
                constructorsStaySmall(),
                nobodySleeps(),
                rowsAreNotLeftOpen(),
                packagesAreNullMarked(),
                GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.as("no field is injected"),
                GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.as("nobody writes to standard streams"));
    }

    private ArchRule domainIsPlain() {
        String[] packages =
                plain.stream().map(feature -> root + "." + feature + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY)
                .allowEmptyShould(true)
                .as("the domain knows no technology");
    }

    private ArchRule portsArePlain() {
        DescribedPredicate<JavaClass> ports = DescribedPredicate.describe(
                "public interfaces, records and enums",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && (type.isInterface() || type.isRecord() || type.isEnum())
                        && !type.isAnnotation()
                        && adapters.stream().noneMatch(type::isEquivalentTo));
        return noClasses()
                .that(ports)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY)
                .allowEmptyShould(true)
                .as("public interfaces, records and enums know no technology");
    }

    private ArchRule servicesStayApart() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "classes of another service",
                type -> type.getPackageName().startsWith(SUITE)
                        && !type.getPackageName().startsWith(root)
                        && !type.getPackageName().startsWith(COMMON));
        return noClasses().should().dependOnClassesThat(others).as("services know common and not each other");
    }

    private ArchRule featuresHaveNoCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("features have no cycles");
    }

    private static ArchRule timeIsInjected() {
        DescribedPredicate<JavaCall<?>> now =
                DescribedPredicate.describe("the time without an injected clock", call -> {
                    String owner = call.getTargetOwner().getFullName();
                    String name = call.getName();
                    boolean clockless = CLOCKS.contains(owner)
                            && name.equals("now")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
                    boolean wallClock = owner.equals("java.time.Clock")
                            && (name.startsWith("system") || name.startsWith("tick"))
                            && !call.getOriginOwner().getSimpleName().endsWith("TimeConfiguration");
                    return clockless
                            || wallClock
                            || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
                });
        return noClasses().should().callCodeUnitWhere(now).as("the time comes from an injected clock");
    }

    private static ArchRule oldDatesStayOut() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat")
                .as("java.util.Date and its kin stay out");
    }

    private static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")
                .as("no class is an Impl, a Manager, a Helper or a Util");
    }

    private static ArchRule constructorsStaySmall() {
        return constructors()
                .that()
                .areDeclaredInClassesThat(
                        DescribedPredicate.describe("are no records", type -> !type.isRecord() && !type.isEnum()))
                .should(new ArchCondition<JavaConstructor>("have at most " + MOST_PARAMETERS + " parameters") {
                    @Override
                    public void check(JavaConstructor constructor, ConditionEvents events) {
                        int parameters = constructor.getRawParameterTypes().size();
                        if (parameters > MOST_PARAMETERS) {
                            events.add(SimpleConditionEvent.violated(
                                    constructor, constructor.getFullName() + " has " + parameters + " parameters"));
                        }
                    }
                })
                .allowEmptyShould(true)
                .as("constructors have at most " + MOST_PARAMETERS + " parameters");
    }

    private static ArchRule nobodySleeps() {
        DescribedPredicate<JavaCall<?>> sleep = DescribedPredicate.describe(
                "Thread.sleep",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));
        return noClasses().should().callCodeUnitWhere(sleep).as("nobody sleeps");
    }

    /** A stream of rows keeps its connection until it is closed, and at its end nobody closes it. */
    private static ArchRule rowsAreNotLeftOpen() {
        DescribedPredicate<JavaCall<?>> stream = DescribedPredicate.describe(
                "a stream of rows",
                call -> call.getTargetOwner()
                                        .getName()
                                        .equals("org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec")
                                && call.getName().equals("stream")
                        || call.getName().equals("queryForStream"));
        return noClasses().should().callCodeUnitWhere(stream).as("no stream of rows is left open");
    }

    private static ArchRule packagesAreNullMarked() {
        return classes()
                .should(new ArchCondition<JavaClass>("live in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " has no package-info with @NullMarked"));
                        }
                    }
                })
                .as("every package says @NullMarked");
    }
}
