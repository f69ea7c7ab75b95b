/** One POST over HTTP, sent at most once, whose ending is known as exactly as HTTP allows. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.http;

import org.jspecify.annotations.NullMarked;
