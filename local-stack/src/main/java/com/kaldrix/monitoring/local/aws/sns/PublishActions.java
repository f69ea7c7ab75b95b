package com.kaldrix.monitoring.local.aws.sns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Publishing, one message or up to ten. */
final class PublishActions {
    private static final int MOST_ENTRIES = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Registry registry;
    private final Fanout fanout;

    PublishActions(Registry registry, Fanout fanout) {
        this.registry = registry;
        this.fanout = fanout;
    }

    SnsXml publish(String region, SnsParameters parameters) {
        String target = parameters.optional("TargetArn");
        String named = parameters.optional("TopicArn");
        if (named == null && target == null) {
            throw SnsFault.invalidParameter(
                    parameters.optional("PhoneNumber") == null
                            ? "TopicArn or TargetArn Reason: no value for required parameter"
                            : "PhoneNumber Reason: the local endpoint sends no text messages");
        }
        Topic topic = topic(region, named != null ? named : String.valueOf(target));
        Publication publication = Publication.parse(parameters);
        fanout.publish(topic, List.of(publication));
        return new SnsXml().text("MessageId", publication.id());
    }

    SnsXml publishBatch(String region, SnsParameters parameters) {
        Topic topic = topic(region, parameters.required("TopicArn"));
        List<SnsParameters> entries = parameters.structures("PublishBatchRequestEntries", "Id");
        checkEntries(entries);
        Map<String, Publication> accepted = new LinkedHashMap<>();
        SnsXml failed = new SnsXml().open("Failed");
        for (SnsParameters entry : entries) {
            try {
                accepted.put(entry.required("Id"), Publication.parse(entry));
            } catch (SnsFault fault) {
                failed.open("member")
                        .text("Id", entry.required("Id"))
                        .text("Code", fault.code())
                        .text("Message", fault.reason())
                        .text("SenderFault", "true")
                        .close("member");
            }
        }
        if (accepted.values().stream().mapToInt(Publication::weight).sum() > Publication.LARGEST) {
            throw SnsFault.batch(
                    "BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        }
        fanout.publish(topic, new ArrayList<>(accepted.values()));
        SnsXml xml = new SnsXml().open("Successful");
        accepted.forEach((id, publication) -> xml.open("member")
                .text("Id", id)
                .text("MessageId", publication.id())
                .close("member"));
        return xml.close("Successful").append(failed.close("Failed"));
    }

    private Topic topic(String region, String arn) {
        return registry.requireTopic(Arn.checkedTopic("Publish", region, arn));
    }

    private static void checkEntries(List<SnsParameters> entries) {
        if (entries.isEmpty()) {
            throw SnsFault.batch("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw SnsFault.batch(
                    "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible (more than 10).");
        }
        Set<String> ids = new HashSet<>();
        for (SnsParameters entry : entries) {
            String id = entry.required("Id");
            if (!ENTRY_ID.matcher(id).matches()) {
                throw SnsFault.batch(
                        "InvalidBatchEntryId",
                        "The Id of a batch entry in a batch request doesn't abide by the specification.");
            }
            if (!ids.add(id)) {
                throw SnsFault.batch(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
        }
    }
}
