package com.kaldrix.monitoring.compliance.framework;

/**
 * That a check speaks about a requirement.
 *
 * @param check which one
 * @param source who says so, such as {@code prowler}; the same check may be named by several
 * @param confidence how sure it is
 */
public record Link(Check check, String source, Confidence confidence) {}
