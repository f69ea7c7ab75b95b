package com.kaldrix.monitoring.compliance.audit.verify;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export: each entry against the hash beside it and against its place, and each checkpoint against its signature and against
 * the tree over all entries before it, so that one byte that was changed, an entry that was taken out, two that changed places, a tail
 * that is missing and a checkpoint that was forged are all found.
 */
public final class ExportVerifier {
    private static final int MOST_PROBLEMS = 20;

    private final Optional<NoteKey> trusted;
    private final List<SignedNote> kept;

    /**
     * @param trusted the key that checkpoints must be signed with; empty to take the export's own word for it
     * @param kept checkpoints that somebody kept elsewhere, which the export must agree with: without one, a tail that is missing
     *     together with the checkpoints over it cannot be seen
     */
    public ExportVerifier(Optional<NoteKey> trusted, List<SignedNote> kept) {
        this.trusted = trusted;
        this.kept = List.copyOf(kept);
    }

    /**
     * Reads all of an export.
     *
     * @throws IOException if the file cannot be read or is no export
     */
    public Verdict verify(Path export) throws IOException {
        try (ZipFile zip = new ZipFile(export.toFile(), StandardCharsets.UTF_8)) {
            List<String> problems = new ArrayList<>();
            NoteKey key = key(text(zip, ExportWriter.KEY), problems);
            List<Checkpoint> checkpoints = checkpoints(text(zip, ExportWriter.CHECKPOINTS), key, problems);
            try (InputStream entries = new BufferedInputStream(open(zip, ExportWriter.ENTRIES), 1 << 16)) {
                return entries(entries, checkpoints, problems);
            }
        }
    }

    private NoteKey key(String text, List<String> problems) throws IOException {
        NoteKey own;
        try {
            own = NoteKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the key of the export cannot be read: " + e.getMessage(), e);
        }
        if (trusted.isPresent() && !trusted.get().encode().equals(own.encode())) {
            problems.add("The export names the key " + own.name() + " with the id " + Integer.toHexString(own.id())
                    + ", which is not the one it is held against.");
        }
        return trusted.orElse(own);
    }

    private List<Checkpoint> checkpoints(String text, NoteKey key, List<String> problems) {
        List<SignedNote> notes = new ArrayList<>(kept);
        int number = 0;
        for (String one : text.isEmpty() ? new String[0] : text.split("(?m)^" + ExportWriter.BETWEEN, -1)) {
            number++;
            try {
                notes.add(SignedNote.parse(one));
            } catch (IllegalArgumentException e) {
                problem(problems, "Checkpoint " + number + " cannot be read: " + e.getMessage() + ".");
            }
        }
        if (notes.isEmpty()) {
            problem(problems, "There is no checkpoint, so that nothing speaks for the entries.");
        }
        return signed(notes, key, problems);
    }

    private static List<Checkpoint> signed(List<SignedNote> notes, NoteKey key, List<String> problems) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (SignedNote note : notes) {
            try {
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                if (key.hasSigned(note)) {
                    checkpoints.add(checkpoint);
                } else {
                    problem(
                            problems,
                            "The checkpoint over " + checkpoint.size() + " entries is not signed by the key "
                                    + key.name() + " with the id " + Integer.toHexString(key.id()) + ".");
                }
            } catch (IllegalArgumentException e) {
                problem(problems, "A checkpoint cannot be read: " + e.getMessage() + ".");
            }
        }
        checkpoints.stream()
                .map(Checkpoint::origin)
                .distinct()
                .skip(1)
                .forEach(other -> problems.add("A checkpoint is of another trail, '" + other + "'."));
        checkpoints.sort(Comparator.comparingLong(Checkpoint::size));
        return checkpoints;
    }

    private static Verdict entries(InputStream in, List<Checkpoint> checkpoints, List<String> problems)
            throws IOException {
        GrowingTree tree = new GrowingTree();
        Places places = new Places(problems);
        int next = 0;
        long covered = 0;
        Lines lines = new Lines(in);
        while (true) {
            while (next < checkpoints.size() && checkpoints.get(next).size() == tree.size()) {
                Checkpoint checkpoint = checkpoints.get(next++);
                if (MessageDigest.isEqual(tree.root(), checkpoint.root())) {
                    covered = checkpoint.size();
                } else {
                    problem(
                            problems,
                            "The first " + checkpoint.size()
                                    + " entries do not have the root that their checkpoint says"
                                    + (covered > 0 ? "; the first " + covered + " do." : "."));
                }
            }
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            tree.add(entry(line, tree.size(), places, problems));
        }
        for (; next < checkpoints.size(); next++) {
            problem(
                    problems,
                    "The trail ends after " + tree.size() + " entries, and a checkpoint says that there were "
                            + checkpoints.get(next).size() + ".");
        }
        return new Verdict(tree.size(), checkpoints.size(), covered, problems);
    }

    private static byte[] entry(byte[] line, long place, Places places, List<String> problems) {
        int space = indexOf(line, (byte) ' ');
        byte[] canonical = space < 0 ? line : Arrays.copyOfRange(line, space + 1, line.length);
        byte[] hash = MerkleHash.leaf(canonical);
        if (space < 0 || !same(line, space, Base64.getEncoder().encode(hash))) {
            problem(problems, "Entry " + place + " does not have the hash that stands beside it.");
        }
        places.look(place, Sequence.of(canonical));
        return hash;
    }

    /** Whether entries are where they say; of several in a row that are off by as much only the first is named. */
    private static final class Places {
        private final List<String> problems;
        private long shift;

        Places(List<String> problems) {
            this.problems = problems;
        }

        void look(long place, long says) {
            if (says < 0) {
                problem(problems, "Entry " + place + " does not say which one it is.");
                return;
            }
            if (says - place != shift && says != place) {
                problem(problems, "Where entry " + place + " should be there is entry " + says + ".");
            }
            shift = says - place;
        }
    }

    private static boolean same(byte[] line, int length, byte[] hash) {
        return Arrays.equals(line, 0, length, hash, 0, hash.length);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static void problem(List<String> problems, String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add("And more.");
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(zip, name), StandardCharsets.UTF_8))) {
            return reader.readAllAsString();
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the file is no export of an audit trail: it holds no '" + name + "'");
        }
        return zip.getInputStream(entry);
    }
}
