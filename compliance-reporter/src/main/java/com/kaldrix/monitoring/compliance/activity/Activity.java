package com.kaldrix.monitoring.compliance.activity;

import java.time.Instant;
import java.util.List;

/**
 * Something that somebody did or tried to do. Never carries a request's parameters, for those may hold a secret.
 *
 * @param id unique for the source; a second one is the same activity again
 * @param at when
 * @param who who
 * @param act what
 * @param place where it was done
 * @param resources to what, in the order of the source; ARNs where there are any, else names
 */
public record Activity(String id, Instant at, Principal who, Act act, Place place, List<String> resources) {
    public Activity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an activity has no id");
        }
        resources = List.copyOf(resources);
    }

    /** Whether somebody did it to the suite itself. */
    public boolean isOfTheSuite() {
        return who.kind().equals(Principal.TOKEN);
    }

    /**
     * What was done.
     *
     * @param service of which service, such as {@code ec2.amazonaws.com} or {@code alert-processor}
     * @param action such as {@code AuthorizeSecurityGroupIngress} or {@code silence.create}
     * @param readOnly whether it changes nothing
     * @param error why it was not done, such as {@code AccessDenied: …}; empty when it was
     */
    public record Act(String service, String action, boolean readOnly, String error) {
        public boolean done() {
            return error.isEmpty();
        }
    }

    /**
     * Where it was done, and from where.
     *
     * @param account in whose account; empty in the suite
     * @param region in which region; empty when that is not known
     * @param address from which address or service; empty when it came by no network
     * @param agent with which program; empty when that is not known
     */
    public record Place(String account, String region, String address, String agent) {}
}
