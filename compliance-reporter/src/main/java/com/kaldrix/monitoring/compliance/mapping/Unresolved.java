package com.kaldrix.monitoring.compliance.mapping;

/**
 * Something that a finding says and that led nowhere.
 *
 * @param step which way was tried
 * @param clue what the finding says, as it stands
 * @param reason why it led nowhere, as half a sentence
 */
public record Unresolved(Step step, String clue, String reason) {}
