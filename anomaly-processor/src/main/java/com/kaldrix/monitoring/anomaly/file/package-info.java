/** Reads series, graphs and labels from files and says where a file is wrong. */
@NullMarked
package com.kaldrix.monitoring.anomaly.file;

import org.jspecify.annotations.NullMarked;
