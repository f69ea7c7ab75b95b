package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.oncall.ContactMethod;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.oncall.TimeTexts;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code people}. Slack and mail take the way of Alertmanager's file: a direct message by the bot of its first integration
 * with a token, a mail by the server and the sender of its first mail integration.
 */
final class PersonReader {
    private static final Keys PERSON = Keys.of("id", "name", "email", "slack", "phone", "time_zone", "contacts");
    private static final Keys CONTACT = Keys.of("by", "receiver", "after");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SLACK = Pattern.compile("[UW][A-Z0-9]{2,20}");

    private final KnownReceivers receivers;
    private final TelephonyReader.Telephony telephony;
    private final Set<String> ids = new LinkedHashSet<>();

    PersonReader(KnownReceivers receivers, TelephonyReader.Telephony telephony) {
        this.receivers = receivers;
        this.telephony = telephony;
    }

    /** All ids, after {@link #read}; also of those with whom something is wrong. */
    Set<String> ids() {
        return ids;
    }

    List<Person> read(Section root) {
        List<Person> people = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Section section : root.sections("people", PERSON)) {
            String id = name(section, "id", "a person", ids);
            String name = section.has("name") ? section.text("name") : id;
            String email = section.text("email");
            String slack = section.text("slack");
            if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+")) {
                section.problem("email", "'" + email + "' is no mail address");
            }
            if (!slack.isEmpty() && !SLACK.matcher(slack).matches()) {
                section.problem("slack", "'" + slack + "' is no id of a member such as U0123ABCD");
            }
            if (!slack.isEmpty() && !known.add(slack)) {
                section.problem("slack", "somebody else has this id already");
            }
            if (!email.isEmpty() && !known.add(email.toLowerCase(Locale.ROOT))) {
                section.problem("email", "somebody else has this address already");
            }
            String phone = section.text("phone");
            if (!phone.isEmpty() && !TelephonyReader.isNumber(phone)) {
                section.problem("phone", "'" + phone + "' is no number such as +12025550100");
            }
            List<ContactMethod> contacts = contacts(section, new Reached(id, slack, email, phone));
            if (!contacts.isEmpty()) {
                people.add(new Person(id, name, email, slack, zone(section), contacts));
            }
        }
        return people;
    }

    /** By what somebody is reached; each empty for none. */
    private record Reached(String id, String slack, String email, String phone) {}

    private static ZoneId zone(Section section) {
        try {
            return section.has("time_zone") ? TimeTexts.zone(section.text("time_zone")) : ZoneOffset.UTC;
        } catch (IllegalArgumentException e) {
            section.problem("time_zone", Section.message(e));
            return ZoneOffset.UTC;
        }
    }

    /** A name that may stand in addresses and after a colon; noted in {@code taken}, and a problem if it is there already. */
    static String name(Section section, String key, String what, Set<String> taken) {
        String name = section.text(key);
        if (section.require(key, what + " needs '" + key + "'")) {
            if (!NAME.matcher(name).matches()) {
                section.problem(key, "'" + name + "' must be letters, digits, '.', '_' and '-', 64 at most");
            } else if (!taken.add(name)) {
                section.problem(key, "there is already " + what + " '" + name + "'");
            }
        }
        return name;
    }

    private List<ContactMethod> contacts(Section person, Reached reached) {
        List<ContactMethod> contacts = new ArrayList<>();
        List<Section> sections = person.sections("contacts", CONTACT);
        boolean atOnce = false;
        for (Section section : sections) {
            section.atMostOne("by", "receiver");
            Duration after = Objects.requireNonNullElse(section.durationOrNull("after"), Duration.ZERO);
            atOnce |= after.isZero();
            for (Integration integration : integrations(section, reached)) {
                contacts.add(new ContactMethod(after, integration));
            }
        }
        if (sections.isEmpty()) {
            person.problem("contacts", "a person needs 'contacts', by which means they are told");
        } else if (!atOnce) {
            person.problem("contacts", "one of the contacts is told at once, without 'after'");
        }
        return contacts;
    }

    private List<Integration> integrations(Section section, Reached reached) {
        if (section.has("receiver")) {
            section.item("receiver").ifPresent(item -> receivers.check(section, item));
            return receivers
                    .find(section.text("receiver"))
                    .map(Receiver::integrations)
                    .orElse(List.of());
        }
        return switch (section.text("by")) {
            case "slack" -> one(slackMessage(section, reached.slack()));
            case "email" -> one(mail(section, reached.email()));
            case "sms" -> one(sms(section, reached));
            case "call" -> one(call(section, reached));
            default -> {
                section.problem("by", "a contact is made by slack or email, by sms or call, or by a 'receiver'");
                yield List.of();
            }
        };
    }

    private static List<Integration> one(Optional<? extends Integration> integration) {
        return integration.<List<Integration>>map(List::of).orElse(List.of());
    }

    private Optional<SlackIntegration> slackMessage(Section section, String slack) {
        if (slack.isEmpty()) {
            section.problem("by", "the person has no 'slack', the id of a member");
            return Optional.empty();
        }
        Optional<SlackIntegration> bot = receivers.integrations(SlackIntegration.class).stream()
                .filter(SlackIntegration::canUpdate)
                .findFirst();
        if (bot.isEmpty() && receivers.checked()) {
            section.problem("by", "no receiver of the routes' file has a Slack bot (chat.postMessage with a token)");
        }
        return bot.map(found ->
                new SlackIntegration(found.apiUrl(), slack, SlackIntegration.Look.DEFAULT, found.http(), true));
    }

    private Optional<SmsIntegration> sms(Section section, Reached reached) {
        return phone(section, reached, telephony.sms(), "sms")
                .map(sender -> new SmsIntegration(reached.phone(), reached.id(), sender));
    }

    private Optional<VoiceIntegration> call(Section section, Reached reached) {
        return phone(section, reached, telephony.voice(), "voice")
                .map(line -> new VoiceIntegration(reached.phone(), reached.id(), line));
    }

    private static <T> Optional<T> phone(Section section, Reached reached, Optional<T> by, String key) {
        if (reached.phone().isEmpty()) {
            section.problem("by", "the person has no 'phone'");
            return Optional.empty();
        }
        if (by.isEmpty()) {
            section.problem("by", "there is no 'telephony." + key + "' to do it by");
        }
        return by;
    }

    private Optional<EmailIntegration> mail(Section section, String email) {
        if (email.isEmpty()) {
            section.problem("by", "the person has no 'email'");
            return Optional.empty();
        }
        Optional<EmailIntegration> sender =
                receivers.integrations(EmailIntegration.class).stream().findFirst();
        if (sender.isEmpty() && receivers.checked()) {
            section.problem("by", "no receiver of the routes' file sends mail, so there is no server to send it by");
        }
        return sender.map(found -> new EmailIntegration(email, found.from(), found.server(), Map.of(), true));
    }
}
