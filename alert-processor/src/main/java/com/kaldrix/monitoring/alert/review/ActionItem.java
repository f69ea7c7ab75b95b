package com.kaldrix.monitoring.alert.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has taken on after an incident.
 *
 * @param id identity
 * @param incident after which
 * @param text what is to be done
 * @param owner who has taken it on, by the id of a person
 * @param dueOn until when; null when nobody said
 * @param doneAt when it was done; null while it is not
 * @param madeBy who wrote it down
 * @param madeAt when
 */
record ActionItem(
        UUID id,
        UUID incident,
        String text,
        String owner,
        @Nullable LocalDate dueOn,
        @Nullable Instant doneAt,
        String madeBy,
        Instant madeAt) {}
