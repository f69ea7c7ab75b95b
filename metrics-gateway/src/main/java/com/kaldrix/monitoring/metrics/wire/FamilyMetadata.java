package com.kaldrix.monitoring.metrics.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of families of metrics, found by the names of their series. Remembers the families that were named last.
 */
final class FamilyMetadata {
    private static final int MOST = 10_000;
    private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count", "_total", "_created", "_info");
    private static final Known NONE = new Known(0, new byte[0], new byte[0]);

    private final Map<String, Known> families = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };
    private @Nullable Known[] byText = new Known[256];

    /** Type, help and unit, as UTF-8. */
    static final class Known {
        final int type;
        final byte[] help;
        final byte[] unit;

        Known(int type, byte[] help, byte[] unit) {
            this.type = type;
            this.help = help;
            this.unit = unit;
        }
    }

    void put(String family, int type, String help, String unit) {
        families.remove(family);
        families.put(
                family, new Known(type, help.getBytes(StandardCharsets.UTF_8), unit.getBytes(StandardCharsets.UTF_8)));
        forgetTexts();
    }

    /** Texts have other numbers from now on. */
    void forgetTexts() {
        Arrays.fill(byText, null);
    }

    boolean isEmpty() {
        return families.isEmpty();
    }

    /**
     * What is known of the metric of this name.
     *
     * @param text the number of the name among the texts
     */
    @Nullable
    Known find(int text, SymbolTable symbols) {
        if (text >= byText.length) {
            byText = Arrays.copyOf(byText, Math.max(text + 1, 2 * byText.length));
        }
        Known known = byText[text];
        if (known == null) {
            known = find(new String(symbols.bytes(text), StandardCharsets.UTF_8));
            byText[text] = known;
        }
        return known == NONE ? null : known;
    }

    private Known find(String name) {
        Known known = families.get(name);
        if (known != null) {
            return known;
        }
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                known = families.get(name.substring(0, name.length() - suffix.length()));
                if (known != null) {
                    return known;
                }
            }
        }
        return NONE;
    }
}
