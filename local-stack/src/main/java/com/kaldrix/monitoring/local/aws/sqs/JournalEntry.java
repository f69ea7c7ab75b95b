package com.kaldrix.monitoring.local.aws.sqs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of the journal: something that happened to a queue. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.QueueDefined.class, name = "queue"),
    @JsonSubTypes.Type(value = JournalEntry.QueueDeleted.class, name = "gone"),
    @JsonSubTypes.Type(value = JournalEntry.QueuePurged.class, name = "purged"),
    @JsonSubTypes.Type(value = JournalEntry.MessageAdded.class, name = "message"),
    @JsonSubTypes.Type(value = JournalEntry.MessageHandled.class, name = "handled"),
    @JsonSubTypes.Type(value = JournalEntry.MessageRemoved.class, name = "removed")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface JournalEntry {

    record QueueDefined(StoredQueue queue) implements JournalEntry {}

    record QueueDeleted(String queue) implements JournalEntry {}

    record QueuePurged(String queue) implements JournalEntry {}

    record MessageAdded(String queue, StoredMessage message) implements JournalEntry {}

    record MessageHandled(String queue, String id, StoredMessage.Handling handling) implements JournalEntry {}

    record MessageRemoved(String queue, String id) implements JournalEntry {}
}
