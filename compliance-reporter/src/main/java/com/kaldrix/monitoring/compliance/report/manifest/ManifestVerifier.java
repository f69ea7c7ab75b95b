package com.kaldrix.monitoring.compliance.report.manifest;

import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.report.PrintedReport.PrintedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds the files of a folder against their manifest, without a network. */
public final class ManifestVerifier {
    private static final int CHUNK = 1 << 16;
    private static final long MOST_OF_A_MANIFEST = 1 << 20;

    private final Optional<NoteKey> key;

    /** @param key whose signature counts; empty to look at the files alone */
    public ManifestVerifier(Optional<NoteKey> key) {
        this.key = key;
    }

    /**
     * What was found.
     *
     * @param manifest what was promised; empty when there is none that can be read
     * @param problems a sentence each, the name of the file first; empty when all is as it was
     */
    public record Verdict(Optional<Manifest> manifest, List<String> problems) {
        public Verdict {
            problems = List.copyOf(problems);
        }

        public boolean isIntact() {
            return problems.isEmpty();
        }
    }

    /**
     * Looks at every file.
     *
     * @param folder with the manifest and the files
     * @throws NoSuchFileException when there is no manifest
     * @throws IOException when a file cannot be read
     */
    public Verdict verify(Path folder) throws IOException {
        Path file = folder.resolve(Manifest.FILE);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        SignedNote note;
        Manifest manifest;
        try {
            if (Files.size(file) > MOST_OF_A_MANIFEST) {
                throw new IllegalArgumentException("it is too large for a manifest");
            }
            note = SignedNote.parse(Files.readString(file));
            manifest = Manifest.parse(note.text());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Verdict(Optional.empty(), List.of(Manifest.FILE + " is no manifest: " + e.getMessage() + "."));
        }
        List<String> problems = new ArrayList<>();
        if (key.isPresent() && !key.get().hasSigned(note)) {
            problems.add(
                    Manifest.FILE + " is not signed by the key " + key.get().name() + ".");
        }
        Set<String> listed = new HashSet<>();
        for (PrintedFile promised : manifest.files()) {
            listed.add(promised.name());
            check(folder.resolve(promised.name()), promised).ifPresent(problems::add);
        }
        strangers(folder, listed).forEach(name -> problems.add(name + " is not in the manifest."));
        return new Verdict(Optional.of(manifest), problems);
    }

    private static Optional<String> check(Path file, PrintedFile promised) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(promised.name() + " is missing.");
        }
        if (Files.size(file) != promised.size()) {
            return Optional.of(promised.name() + " was changed: it has " + Files.size(file) + " bytes and had "
                    + promised.size() + ".");
        }
        return hash(file).equals(promised.sha256())
                ? Optional.empty()
                : Optional.of(promised.name() + " was changed: its hash is another one.");
    }

    private static Set<String> strangers(Path folder, Set<String> listed) throws IOException {
        Set<String> strangers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals(Manifest.FILE) && !listed.contains(name)) {
                    strangers.add(name);
                }
            }
        }
        return strangers;
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
