package com.kaldrix.monitoring.common.yaml;

import org.yaml.snakeyaml.nodes.Node;

/**
 * One text of a list, with its place.
 *
 * @param node where it stands
 * @param path how that is called
 * @param text what it says
 */
public record Item(Node node, String path, String text) {}
