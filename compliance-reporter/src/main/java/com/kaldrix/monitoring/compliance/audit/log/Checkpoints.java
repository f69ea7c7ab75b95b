package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signs what the trail is now and writes it where it cannot be changed. An object is created once for each size, before the database
 * knows of it: two replicas, or one that dies between the two, end with the same checkpoint.
 */
public final class Checkpoints {
    private static final String FOLDER = "checkpoints/";

    private final Trail trail;
    private final NoteSigner signer;
    private final Objects objects;
    private final String origin;
    private final Clock clock;

    /** @param origin the trail's name, which no other has */
    public Checkpoints(Trail trail, NoteSigner signer, Objects objects, String origin, Clock clock) {
        this.trail = trail;
        this.signer = signer;
        this.objects = objects;
        this.origin = origin;
        this.clock = clock;
    }

    /**
     * Makes a checkpoint of the trail as it is, unless there is one.
     *
     * @return the newest checkpoint; empty while the trail is
     * @throws TrailForkedException when an object of that size says another root: somebody has changed the database or the objects
     */
    public Optional<SignedNote> make() {
        long size = trail.size();
        Optional<Trail.Kept> latest = trail.latest();
        if (size == 0 || latest.isPresent() && latest.get().size() >= size) {
            return latest.map(Trail.Kept::note);
        }
        Checkpoint checkpoint = new Checkpoint(origin, size, new MerkleTree(trail.tiles(), size).root());
        SignedNote note = signer.sign(checkpoint.text());
        String key = FOLDER + "%020d".formatted(size);
        Instant now = clock.instant();
        byte[] bytes = note.encode().getBytes(StandardCharsets.UTF_8);
        if (!objects.createIfAbsent(key, ObjectContent.of(bytes).typed("text/plain"))) {
            note = written(key, checkpoint);
        }
        trail.keep(size, note, now);
        return Optional.of(note);
    }

    /** What the trail is in the caller's snapshot; nobody has signed it. */
    public Checkpoint unsigned() {
        long size = trail.size();
        return new Checkpoint(origin, size, new MerkleTree(trail.tiles(), size).root());
    }

    /** The one that was written before, if it says the same. */
    private SignedNote written(String key, Checkpoint wanted) {
        String text = objects.get(key).map(Checkpoints::text).orElse("");
        SignedNote note = SignedNote.parse(text);
        Checkpoint found = Checkpoint.parse(note.text());
        if (!signer.key().hasSigned(note) || !MessageDigest.isEqual(found.root(), wanted.root())) {
            throw new TrailForkedException("The checkpoint '" + key + "' in " + objects.location()
                    + " does not fit the trail in the database");
        }
        return note;
    }

    /** The newest of those that are kept where they cannot be changed; empty before the first. */
    Optional<SignedNote> newestKept() {
        try (Stream<ObjectEntry> kept = objects.list(FOLDER)) {
            return kept.map(ObjectEntry::key)
                    .max(Comparator.naturalOrder())
                    .flatMap(objects::get)
                    .map(Checkpoints::text)
                    .map(SignedNote::parse);
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
