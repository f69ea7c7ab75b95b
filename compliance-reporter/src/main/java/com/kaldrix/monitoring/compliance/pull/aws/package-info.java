/** What is asked of which service of AWS, and how. */
@NullMarked
package com.kaldrix.monitoring.compliance.pull.aws;

import org.jspecify.annotations.NullMarked;
