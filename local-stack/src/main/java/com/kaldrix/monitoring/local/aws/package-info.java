/** AWS on one machine: SQS and SNS of any number of regions behind one endpoint. */
@NullMarked
package com.kaldrix.monitoring.local.aws;

import org.jspecify.annotations.NullMarked;
