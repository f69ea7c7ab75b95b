/** Management events of CloudTrail. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.cloudtrail;

import org.jspecify.annotations.NullMarked;
