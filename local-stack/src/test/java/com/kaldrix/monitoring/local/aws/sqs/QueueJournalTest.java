package com.kaldrix.monitoring.local.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.aws.sqs.StoredMessage.Handling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueJournalTest {
    @TempDir
    Path directory;

    @Test
    void tellsWhatIsThereAfterAllThatHappened() throws IOException {
        try (QueueJournal journal = open()) {
            journal.append(new JournalEntry.QueueDefined(queue("a", 30)));
            journal.append(new JournalEntry.QueueDefined(queue("b", 30)));
            journal.append(new JournalEntry.MessageAdded("a", message("1", "one")));
            journal.append(new JournalEntry.MessageAdded("a", message("2", "two")));
            journal.append(new JournalEntry.MessageHandled("a", "2", new Handling(99, 3, 7, "receipt")));
            journal.append(new JournalEntry.MessageRemoved("a", "1"));
            journal.append(new JournalEntry.MessageAdded("b", message("3", "three")));
            journal.append(new JournalEntry.QueuePurged("b"));
            journal.append(new JournalEntry.QueueDefined(queue("b", 60)));
        }
        try (QueueJournal journal = open()) {
            assertThat(journal.queues()).containsExactly(queue("a", 30), queue("b", 60));
            assertThat(journal.messages("a"))
                    .containsExactly(message("2", "two").with(new Handling(99, 3, 7, "receipt")));
            assertThat(journal.messages("b")).isEmpty();
        }
    }

    @Test
    void aDeletedQueueTakesItsMessagesAlong() throws IOException {
        try (QueueJournal journal = open()) {
            journal.append(new JournalEntry.QueueDefined(queue("a", 30)));
            journal.append(new JournalEntry.MessageAdded("a", message("1", "one")));
            journal.append(new JournalEntry.QueueDeleted("a"));
            journal.append(new JournalEntry.MessageAdded("a", message("late", "late")));
            journal.append(new JournalEntry.QueueDefined(queue("a", 30)));
        }
        try (QueueJournal journal = open()) {
            assertThat(journal.messages("a")).isEmpty();
        }
    }

    @Test
    void staysSmallHoweverMuchPassesThrough() throws IOException {
        String body = "x".repeat(100_000);
        try (QueueJournal journal = open()) {
            journal.append(new JournalEntry.QueueDefined(queue("a", 30)));
            for (int i = 0; i < 400; i++) {
                journal.append(new JournalEntry.MessageAdded("a", message("m" + i, body)));
                if (i >= 3) {
                    journal.append(new JournalEntry.MessageRemoved("a", "m" + (i - 3)));
                }
            }
            assertThat(Files.size(file())).isLessThan(9L << 20);
        }
        try (QueueJournal journal = open()) {
            assertThat(journal.messages("a")).extracting(StoredMessage::id).containsExactly("m397", "m398", "m399");
        }
    }

    @Test
    void damageBeforeTheEndIsToldAndNotGuessedAt() throws IOException {
        try (QueueJournal journal = open()) {
            journal.append(new JournalEntry.QueueDefined(queue("a", 30)));
        }
        Files.writeString(file(), "{broken\n" + Files.readString(file()));

        assertThatThrownBy(this::open)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file().toString())
                .hasRootCauseInstanceOf(tools.jackson.core.JacksonException.class);
    }

    private QueueJournal open() {
        return QueueJournal.open(file());
    }

    private Path file() {
        return directory.resolve("us-east-1.journal");
    }

    private static StoredQueue queue(String name, int visibility) {
        return new StoredQueue(
                name,
                new StoredQueue.Timing(visibility * 1000L, 0, 0),
                new StoredQueue.Lifetime(1, 2),
                new StoredQueue.Redrive("dlq", 5),
                new StoredQueue.Ordering(false, false),
                Map.of("team", "x"));
    }

    private static StoredMessage message(String id, String body) {
        return new StoredMessage(
                id,
                body,
                Map.of("severity", new MessageAttributeValue("String", "P0")),
                new StoredMessage.Origin(1, 0, null, null),
                null,
                new Handling(5, 0, 0, null));
    }

    @Test
    void aDataTypeMayCarryALabel() {
        assertThat(List.of(
                        new MessageAttributeValue("Binary.gif", "").isBinary(),
                        new MessageAttributeValue("String", "").isBinary()))
                .containsExactly(true, false);
    }
}
