package com.kaldrix.monitoring.compliance.report;

/**
 * All that is known when every finding has gone by.
 *
 * @param data what the report says beside the findings
 * @param findings grouped
 * @param dataSet what tells its data from any other: SHA-256, 64 hexadecimal digits
 */
public record WholeReport(ReportData data, GroupedFindings findings, String dataSet) {}
