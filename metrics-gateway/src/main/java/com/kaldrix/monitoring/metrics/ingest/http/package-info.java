/** What the endpoints for metrics have in common: bodies of bounded size, and answers in the language of the protocol. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.http;

import org.jspecify.annotations.NullMarked;
