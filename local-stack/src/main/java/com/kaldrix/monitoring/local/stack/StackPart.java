package com.kaldrix.monitoring.local.stack;

import java.net.URI;
import java.nio.file.Path;

/**
 * A part of a running stack, as a person asks for it.
 *
 * @param name such as {@code postgres} or {@code alert-processor-2}
 * @param port where it listens
 * @param probe what to ask whether it is ready: an HTTP address that answers 200, or {@code tcp://host:port} that takes a
 *     connection
 * @param pidFile holds the number of its process on the first line
 */
public record StackPart(String name, int port, URI probe, Path pidFile) {}
