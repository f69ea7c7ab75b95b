package com.kaldrix.monitoring.alert.flap;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which alerts come and go. Every method joins the caller's transaction. */
public interface Flaps {
    /** Notes that alerts which were over fire again. */
    void firedAgain(Collection<Fingerprint> alerts, FlapRule rule, Instant now);

    /** Notes that alerts are over, for those that are known to come and go. */
    void over(Collection<Fingerprint> alerts, FlapRule rule, Instant now);

    /** Of these alerts those that have begun to flap, also those that may be calm by now. */
    Map<Fingerprint, Flap> of(Collection<Fingerprint> alerts);

    /** Notes that an incident says that an alert flaps; false when it has said so before. */
    boolean tell(UUID incident, Flap flap);

    /** Notes that alerts of an incident are calm; those that were said to flap. */
    Set<Fingerprint> calm(UUID incident, Collection<Fingerprint> alerts, Instant now);

    /** Forgets alerts that last changed before {@code before}; how many they were. */
    int forget(Instant before);
}
