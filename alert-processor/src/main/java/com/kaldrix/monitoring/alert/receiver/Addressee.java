package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.alert.template.Templates;

/**
 * An integration with the templates of the configuration that it is of.
 *
 * @param integration as the configuration says it, its templates not filled in
 * @param templates what they may call
 */
public record Addressee(Integration integration, Templates templates) {}
