package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code receivers}. */
final class ReceiverReader {
    private static final Keys KEYS = Keys.of(
                    "name", "webhook_configs", "slack_configs", "pagerduty_configs", "email_configs", "sns_configs")
            .and(Keys.of(VendorReader.LISTS))
            .refusing("labels", "incidentio_configs", "jira_configs", "rocketchat_configs", "mattermost_configs");

    private final IntegrationReader integrations;
    private final SnsReader topics;
    private final MailReader mails;
    private final VendorReader vendors;
    private final ChatReader chats;

    ReceiverReader(Globals globals, Words words) {
        this.integrations = new IntegrationReader(globals, words);
        this.topics = new SnsReader(globals.http(), words);
        this.mails = new MailReader(globals.mail(), words);
        this.vendors = new VendorReader(globals, words);
        this.chats = new ChatReader(globals, words);
    }

    List<Receiver> read(Section root) {
        List<Receiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections("receivers", KEYS)) {
            String name = section.text("name");
            section.require("name", "a receiver needs a 'name'");
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "there is already a receiver named '" + name + "'");
            }
            List<Integration> all = new ArrayList<>();
            all.addAll(each(section, "webhook_configs", IntegrationReader.WEBHOOK, integrations::webhook));
            all.addAll(each(section, "slack_configs", IntegrationReader.SLACK, integrations::slack));
            all.addAll(each(section, "pagerduty_configs", IntegrationReader.PAGERDUTY, integrations::pagerDuty));
            all.addAll(each(section, "email_configs", MailReader.KEYS, mails::read));
            all.addAll(each(section, "sns_configs", SnsReader.KEYS, topics::read));
            all.addAll(each(section, "opsgenie_configs", VendorReader.OPSGENIE, vendors::opsgenie));
            all.addAll(each(section, "victorops_configs", VendorReader.VICTOROPS, vendors::victorOps));
            all.addAll(each(section, "pushover_configs", VendorReader.PUSHOVER, vendors::pushover));
            all.addAll(each(section, "wechat_configs", ChatReader.WECHAT, chats::weChat));
            all.addAll(each(section, "telegram_configs", ChatReader.TELEGRAM, chats::telegram));
            all.addAll(each(section, "webex_configs", ChatReader.WEBEX, chats::webex));
            all.addAll(each(section, "msteams_configs", ChatReader.TEAMS, teams -> chats.teams(teams, false)));
            all.addAll(each(section, "msteamsv2_configs", ChatReader.TEAMS_V2, teams -> chats.teams(teams, true)));
            all.addAll(each(section, "discord_configs", ChatReader.DISCORD, chats::discord));
            receivers.add(new Receiver(name, all));
        }
        return receivers;
    }

    private static <I extends Integration> List<I> each(
            Section receiver, String key, Keys keys, Function<Section, Optional<I>> reader) {
        return receiver.sections(key, keys).stream()
                .map(reader)
                .flatMap(Optional::stream)
                .toList();
    }
}
