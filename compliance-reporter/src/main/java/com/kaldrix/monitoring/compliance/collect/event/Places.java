package com.kaldrix.monitoring.compliance.collect.event;

import com.kaldrix.monitoring.common.region.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accounts and regions as findings name them. */
public final class Places {
    /** What AWS Config and IAM call the region of what belongs to none. */
    public static final String GLOBAL = "global";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN_REGION = Pattern.compile("arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]+):.*", Pattern.DOTALL);

    private Places() {}

    /**
     * The account that a field names.
     *
     * @throws UnreadableField if there is none
     */
    public static String account(JsonFields fields, String name) {
        String account = fields.text(name);
        if (!ACCOUNT.matcher(account).matches()) {
            throw new UnreadableField(fields.path(name), "is no account of 12 digits");
        }
        return account;
    }

    /**
     * The region that a field names; empty when the field is not there.
     *
     * @throws UnreadableField if it names none
     */
    public static Optional<String> findRegion(JsonFields fields, String name) {
        return fields.find(name).map(text -> {
            if (!text.equals(GLOBAL) && Region.find(text).isEmpty()) {
                throw new UnreadableField(fields.path(name), "is no region code");
            }
            return text;
        });
    }

    /** The region in an ARN; empty when it is none, or has none. */
    public static Optional<String> regionOf(String arn) {
        Matcher matcher = ARN_REGION.matcher(arn);
        return matcher.matches() ? Region.find(matcher.group(1)).map(Region::code) : Optional.empty();
    }
}
