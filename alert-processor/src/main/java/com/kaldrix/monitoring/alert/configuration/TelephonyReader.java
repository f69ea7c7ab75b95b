package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code telephony}: by what people are sent text messages and called. */
final class TelephonyReader {
    static final String KEY = "telephony";
    private static final Keys KEYS = Keys.of("region", "sms", "voice");
    private static final Keys SMS = Keys.of("region", "api_url", "from", "configuration_set");
    private static final Keys VOICE = Keys.of("region", "api_url", "from", "instance", "flow", "queue");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9_:/+-]{1,256}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,256}");
    /** E.164: a plus, and at most 15 digits. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

    private TelephonyReader() {}

    /**
     * What is there to tell people by.
     *
     * @param sms empty where no text messages are sent
     * @param voice empty where nobody is called
     */
    record Telephony(Optional<SmsIntegration.Sender> sms, Optional<VoiceIntegration.Line> voice) {}

    static Telephony read(Section root) {
        Section section = root.section(KEY, KEYS);
        return new Telephony(
                section.has("sms") ? sms(section, section.section("sms", SMS)) : Optional.empty(),
                section.has("voice") ? voice(section, section.section("voice", VOICE)) : Optional.empty());
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static Optional<SmsIntegration.Sender> sms(Section telephony, Section section) {
        String from = section.text("from");
        if (section.require("from", "text messages need 'from', a number, a sender id, or the ARN of a pool")
                && !IDENTITY.matcher(from).matches()) {
            section.problem("from", "'" + from + "' is no number, sender id or ARN");
        }
        String set = section.text("configuration_set");
        if (!set.isEmpty() && !IDENTITY.matcher(set).matches()) {
            section.problem("configuration_set", "'" + set + "' is no name of a configuration set");
        }
        return Optional.of(new SmsIntegration.Sender(region(telephony, section), url(section), from, set));
    }

    private static Optional<VoiceIntegration.Line> voice(Section telephony, Section section) {
        String from = section.text("from");
        if (!from.isEmpty() && !isNumber(from)) {
            section.problem("from", "'" + from + "' is no number such as +12025550100");
        }
        VoiceIntegration.Flow flow = null;
        if (section.has("instance") || section.has("flow")) {
            section.require("instance", "a call by Connect needs an 'instance', its id");
            section.require("flow", "a call by Connect needs a 'flow', the id of a contact flow");
            for (String key : new String[] {"instance", "flow", "queue"}) {
                String id = section.text(key);
                if (!id.isEmpty() && !ID.matcher(id).matches()) {
                    section.problem(key, "'" + id + "' is no id");
                }
            }
            flow = new VoiceIntegration.Flow(section.text("instance"), section.text("flow"), section.text("queue"));
            if (from.isEmpty() && section.text("queue").isEmpty()) {
                section.problem("a call by Connect needs 'from' or a 'queue', whose number is shown");
            }
        } else {
            section.require("from", "a call needs 'from', the number that is shown");
        }
        return Optional.of(new VoiceIntegration.Line(region(telephony, section), url(section), from, flow));
    }

    private static String region(Section telephony, Section section) {
        Section holder = section.has("region") ? section : telephony;
        String region = holder.text("region");
        if (region.isEmpty()) {
            section.problem("'region' is missing, here and in 'telephony'");
        } else if (!REGION.matcher(region).matches()) {
            holder.problem("region", "'" + region + "' is no region such as eu-west-1");
        }
        return region;
    }

    private static String url(Section section) {
        return Secrets.url(section, "api_url").map(Object::toString).orElse("");
    }
}
