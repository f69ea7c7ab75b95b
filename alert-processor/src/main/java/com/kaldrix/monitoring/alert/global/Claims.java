package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;

/** Where regions that each believe to be the hub agree on which of them tells people of a silence. */
interface Claims {
    /**
     * Asks to tell people of a silence. The same hub may ask again and gets the same answer.
     *
     * @param silent which region is silent
     * @param since its last heartbeat; another hub may have heard a little more or less of it
     * @param hub who asks
     */
    Answer claim(Region silent, Instant since, Region hub, Instant now);

    /**
     * Has others know that people were told.
     *
     * @return whether they can; else the call is to be repeated
     */
    boolean told(Region silent, Instant since, Region hub, Instant now);

    /** What became of a claim. */
    sealed interface Answer {}

    /**
     * Whoever asked tells people.
     *
     * @param onset the region's last heartbeat as the first hub that claimed had heard it, so that all make the same identity of it
     */
    record Mine(Instant onset) implements Answer {}

    /** Another hub tells people. */
    record Others() implements Answer {}

    /** Another hub has claimed it and may be about to tell people, or gone. */
    record Pending() implements Answer {}

    /** Nobody can say: the place is away. */
    record Away() implements Answer {}
}
