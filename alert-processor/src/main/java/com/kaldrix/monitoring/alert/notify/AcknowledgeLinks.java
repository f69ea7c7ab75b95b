package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.link.SignedLinks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Addresses in mails by which whoever reads one can acknowledge the incident without signing in. They show a page with a button: what
 * opens links in mails by itself, as scanners do, changes nothing.
 */
@Component
public class AcknowledgeLinks {
    /** How long after the mail an address can be used. */
    static final Duration LASTS = Duration.ofHours(24);

    /** How the reader is called who is known as a person and not by an address. */
    public static final String PERSON = "person:";

    private static final String PURPOSE = "acknowledge";

    private final SignedLinks links;
    private final PublicAddress address;

    AcknowledgeLinks(SignedLinks links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /**
     * The address for a message; empty where there is nothing to acknowledge.
     *
     * @param reader who is meant to read it, without line breaks
     */
    public Optional<Wording.Link> of(Notification notification, String reader) {
        boolean asks = notification.kind().hasIncident()
                && !notification.kind().over()
                && notification.incident().acknowledgedBy() == null;
        if (!asks) {
            return Optional.empty();
        }
        UUID incident = notification.incident().id();
        String until = Long.toString(notification.at().plus(LASTS).getEpochSecond());
        String url = address.root() + "/acknowledge/" + incident + "?by="
                + URLEncoder.encode(reader, StandardCharsets.UTF_8) + "&until=" + until + "&key="
                + links.sign(PURPOSE, incident.toString(), reader, until);
        return Optional.of(new Wording.Link("Acknowledge", url));
    }

    /** Whether such an address was made here, and when it is too late for it. */
    public Optional<Instant> verify(UUID incident, String reader, String until, String key) {
        boolean ours = until.matches("\\d{1,12}")
                && reader.lines().count() <= 1
                && links.verify(key, PURPOSE, incident.toString(), reader, until);
        return ours ? Optional.of(Instant.ofEpochSecond(Long.parseLong(until))) : Optional.empty();
    }
}
