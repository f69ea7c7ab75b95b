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
            .refusing(
                    "labels",
                    "discord_configs",
                    "incidentio_configs",
                    "opsgenie_configs",
                    "wechat_configs",
                    "pushover_configs",
                    "victorops_configs",
                    "telegram_configs",
                    "webex_configs",
                    "msteams_configs",
                    "msteamsv2_configs",
                    "jira_configs",
                    "rocketchat_configs",
                    "mattermost_configs");

    private final IntegrationReader integrations;
    private final MailReader mails;

    ReceiverReader(Globals globals, Words words) {
        this.integrations = new IntegrationReader(globals, words);
        this.mails = new MailReader(globals.mail(), words);
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
            all.addAll(each(section, "sns_configs", IntegrationReader.SNS, integrations::sns));
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
