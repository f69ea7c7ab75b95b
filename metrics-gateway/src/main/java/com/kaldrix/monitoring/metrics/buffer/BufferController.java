package com.kaldrix.monitoring.metrics.buffer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the buffer. */
@RestController
@Tag(name = "Buffer")
class BufferController {
    private final DiskBuffer buffer;

    BufferController(DiskBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * The buffer as it is.
     *
     * @param bytes how large it is
     * @param limitBytes how large it may be
     * @param segments how many segments there are
     * @param readers who has yet to take what
     */
    record View(long bytes, long limitBytes, int segments, List<ReaderView> readers) {}

    /**
     * A reader.
     *
     * @param name of its cursor, such as {@code remote-write.main}
     * @param backlogBytes how much it has yet to take
     * @param lagSeconds how long the block that comes next has waited
     * @param lostBytes how much was given up for it since the start
     * @param lostSamples how many samples that were
     */
    record ReaderView(String name, long backlogBytes, double lagSeconds, long lostBytes, long lostSamples) {}

    @Operation(summary = "The disk buffer, and how far each of its readers is")
    @GetMapping("/api/v1/buffers")
    View buffers() {
        List<ReaderView> readers = buffer.readers().stream()
                .map(reader -> new ReaderView(
                        reader.name(),
                        reader.backlogBytes(),
                        reader.lag().toMillis() / 1000.0,
                        reader.lostBytes(),
                        reader.lostSamples()))
                .toList();
        return new View(buffer.bytes(), buffer.maxBytes(), buffer.segments(), readers);
    }
}
