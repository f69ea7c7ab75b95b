package com.kaldrix.monitoring.common.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Property
    void readsWhatItWrites(
            @ForAll @StringLength(max = 1000) @CharRange(from = ' ', to = '\uD7FF') String key,
            @ForAll long most,
            @ForAll long least) {
        Cursor cursor = new Cursor(key, new UUID(most, least));

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void refusesWhatItHasNotWritten(@ForAll @StringLength(max = 200) String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "MSBub3QtYS11dWlk", "MSAwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAg_w=%"})
    void refusesInWordsForTheCaller(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.parse(text))
                .withMessage("must be the 'next' of an earlier page");
    }

    @Property
    void pagesGoThroughTheWholeListOnce(
            @ForAll @IntRange(min = 0, max = 50) int size, @ForAll @IntRange(min = 1, max = 20) int limit) {
        List<Integer> list = IntStream.range(0, size).boxed().toList();
        List<Integer> seen = new ArrayList<>();
        String next = "";
        int pages = 0;
        while (next != null) {
            int start = next.isEmpty() ? 0 : Integer.parseInt(Cursor.parse(next).key()) + 1;
            List<Integer> found = list.subList(start, Math.min(size, start + limit + 1));
            Page<Integer> page = Page.of(found, limit, item -> new Cursor(item.toString(), new UUID(0, item)));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page.items());
            next = page.next();
            pages++;
        }
        assertThat(seen).isEqualTo(list);
        assertThat(pages).isEqualTo(Math.max(1, (size + limit - 1) / limit));
    }
}
