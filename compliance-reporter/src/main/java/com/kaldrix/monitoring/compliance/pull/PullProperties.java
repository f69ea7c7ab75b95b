package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to ask.
 *
 * @param accounts which accounts; none to ask nobody
 * @param every how long after one look the next begins
 * @param wholeEvery how long after a look at all that there is the next one of its kind begins; looks in between ask for what is new
 * @param overlap how far looks for what is new reach back behind the look before, because AWS is not at once of one mind
 * @param lookBack how far the first look for activities reaches back; CloudTrail answers for 90 days
 * @param workers how many targets a replica asks at a time
 * @param calls how single questions are asked
 */
@ConfigurationProperties("kaldrix.pull")
record PullProperties(
        @DefaultValue List<Account> accounts,
        @DefaultValue("15m") Duration every,
        @DefaultValue("24h") Duration wholeEvery,
        @DefaultValue("20m") Duration overlap,
        @DefaultValue("24h") Duration lookBack,
        @DefaultValue("2") int workers,
        @DefaultValue Calls calls) {

    /**
     * An account.
     *
     * @param account 12 digits
     * @param role ARN of the role to assume; empty for the service's own credentials
     * @param externalId what the role asks for beside that; empty for nothing
     * @param regions which regions
     * @param sources what to ask for; all unless some are named
     */
    record Account(
            @DefaultValue("") String account,
            @DefaultValue("") String role,
            @DefaultValue("") String externalId,
            @DefaultValue List<String> regions,
            @DefaultValue Set<PullSource> sources) {
        Account {
            regions = List.copyOf(regions);
            sources = sources.isEmpty() ? EnumSet.allOf(PullSource.class) : Set.copyOf(sources);
        }
    }

    /**
     * Single questions.
     *
     * @param perSecond how many a second of each target at most
     * @param attempts how often one is asked before it has failed
     * @param firstPause how long to wait after the first failure; doubles, with chance in it, up to {@code longestPause}
     */
    record Calls(
            @DefaultValue("2") int perSecond,
            @DefaultValue("5") int attempts,
            @DefaultValue("500ms") Duration firstPause,
            @DefaultValue("20s") Duration longestPause) {
        Calls {
            within("calls.per-second", perSecond, 1, 100);
            within("calls.attempts", attempts, 1, 10);
            between("calls.first-pause", firstPause, Duration.ofMillis(1), Duration.ofMinutes(1));
            between("calls.longest-pause", longestPause, firstPause, Duration.ofMinutes(1));
        }
    }

    PullProperties {
        accounts = List.copyOf(accounts);
        between("every", every, Duration.ofMinutes(1), Duration.ofDays(1));
        between("whole-every", wholeEvery, every, Duration.ofDays(30));
        between("overlap", overlap, Duration.ZERO, Duration.ofDays(1));
        between("look-back", lookBack, Duration.ofMinutes(1), Duration.ofDays(90));
        within("workers", workers, 1, 32);
        for (int i = 0; i < accounts.size(); i++) {
            check("kaldrix.pull.accounts[" + i + "]", accounts.get(i));
        }
        List<String> names = accounts.stream().map(Account::account).toList();
        if (names.size() != Set.copyOf(names).size()) {
            throw new IllegalArgumentException("kaldrix.pull.accounts names an account twice: " + names);
        }
    }

    private static void check(String property, Account account) {
        if (!account.account().matches("[0-9]{12}")) {
            throw new IllegalArgumentException(
                    property + ".account must be 12 digits, not '" + account.account() + "'");
        }
        if (!account.role().isEmpty()
                && !account.role().matches("arn:[a-z-]+:iam::" + account.account() + ":role/[\\w+=,.@/-]+")) {
            throw new IllegalArgumentException(property + ".role must be the ARN of a role of account "
                    + account.account() + ", not '" + account.role() + "'");
        }
        if (account.regions().isEmpty()) {
            throw new IllegalArgumentException(property + ".regions must name a region");
        }
        account.regions().stream()
                .filter(region -> Region.find(region).isEmpty())
                .findFirst()
                .ifPresent(region -> {
                    throw new IllegalArgumentException(
                            property + ".regions must name regions such as eu-west-1, not '" + region + "'");
                });
    }

    private static void between(String name, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.pull." + name + " must be from " + least + " to " + most + ", not " + given);
        }
    }

    private static void within(String name, int given, int least, int most) {
        if (given < least || given > most) {
            throw new IllegalArgumentException(
                    "kaldrix.pull." + name + " must be from " + least + " to " + most + ", not " + given);
        }
    }

    /** How the accounts are entered and the questions asked. */
    Access access() {
        return new Access(
                accounts.stream()
                        .collect(Collectors.toMap(
                                Account::account, account -> new Access.Role(account.role(), account.externalId()))),
                new Access.Calls(calls.perSecond(), calls.attempts(), calls.firstPause(), calls.longestPause()));
    }

    /** Each account, region and source. */
    List<Target> targets() {
        Set<Target> targets = new TreeSet<>();
        for (Account account : accounts) {
            for (String region : account.regions()) {
                account.sources()
                        .forEach(source -> targets.add(new Target(account.account(), new Region(region), source)));
            }
        }
        return new ArrayList<>(targets);
    }
}
