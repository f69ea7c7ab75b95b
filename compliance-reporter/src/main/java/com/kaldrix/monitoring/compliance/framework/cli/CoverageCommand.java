package com.kaldrix.monitoring.compliance.framework.cli;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Check;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Link;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code coverage [DIRECTORY]}: how many requirements each framework has and how many of them a check speaks about, beside what the field's best
 * open catalogue reaches. With the frameworks of a directory, if one is named. Exit code 0; 1 when a framework falls short of its bar; 2 when the
 * frameworks cannot be read.
 */
public final class CoverageCommand {
    private static final String USAGE = "usage: ./kaldrix compliance coverage [DIRECTORY]";
    private static final String ROW = "%-16s %12s %9s %7s %6s %7s %5s %6s %7s %10s%n";
    private static final String FOUNDATIONAL = "aws-fsbp";
    private static final int FINE = 0;
    private static final int SHORT = 1;
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    CoverageCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(new CoverageCommand(streams.out(), streams.err()).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("coverage") || arguments.size() > 2) {
            err.println(USAGE);
            return REFUSED;
        }
        try {
            return tell(arguments.size() == 1 ? Frameworks.shipped() : Frameworks.with(Path.of(arguments.getLast())));
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (InvalidPathException e) {
            err.println("'" + arguments.getLast() + "' is no path.");
            return REFUSED;
        }
    }

    private int tell(Catalogue catalogue) {
        out.printf(
                Locale.ROOT,
                ROW,
                "framework",
                "requirements",
                "automated",
                "partial",
                "manual",
                "touched",
                "%",
                "by hub",
                "by fsbp",
                "bar");
        Set<Check> foundational = foundational(catalogue);
        int result = FINE;
        for (Framework framework : catalogue.frameworks()) {
            result = Math.max(result, tell(framework, foundational));
        }
        out.println(
                "Touched: at least one check speaks about it; by hub: a control of Security Hub does; by fsbp: one that is in AWS"
                        + " Foundational Security Best Practices. Bar: what the field's best open catalogue touches by hub, of those it knows;"
                        + " it is held against what we touch by fsbp.");
        out.println("Catalogue " + catalogue.version());
        return result;
    }

    /** The controls of Security Hub that are on wherever its foundational standard is. */
    private static Set<Check> foundational(Catalogue catalogue) {
        return catalogue.framework(FOUNDATIONAL).stream()
                .flatMap(Framework::requirements)
                .flatMap(requirement -> requirement.links().stream())
                .map(Link::check)
                .collect(Collectors.toSet());
    }

    private int tell(Framework framework, Set<Check> foundational) {
        long all = framework.requirements().count();
        long touched = framework.requirements().filter(Requirement::isTouched).count();
        long byHub =
                framework.requirements().filter(CoverageCommand::isTouchedByHub).count();
        long byFoundational = framework
                .requirements()
                .filter(requirement ->
                        requirement.links().stream().anyMatch(link -> foundational.contains(link.check())))
                .count();
        Optional<Bar> bar = Bar.of(framework.id());
        boolean below = bar.isPresent() && byFoundational < bar.get().touched();
        out.printf(
                Locale.ROOT,
                ROW,
                framework.id(),
                all,
                count(framework, Kind.AUTOMATED),
                count(framework, Kind.PARTIAL),
                count(framework, Kind.MANUAL),
                touched,
                Math.round(100.0 * touched / all),
                byHub,
                byFoundational,
                bar.map(it -> (below ? "! " : "") + it.touched() + " of " + it.of())
                        .orElse("-"));
        return below ? SHORT : FINE;
    }

    private static boolean isTouchedByHub(Requirement requirement) {
        return requirement.links().stream().anyMatch(link -> link.check().namespace() == Namespace.SECURITY_HUB);
    }

    private static long count(Framework framework, Kind kind) {
        return framework
                .requirements()
                .filter(requirement -> requirement.kind() == kind)
                .count();
    }
}
