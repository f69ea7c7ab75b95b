/** Findings of IAM Access Analyzer. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.accessanalyzer;

import org.jspecify.annotations.NullMarked;
