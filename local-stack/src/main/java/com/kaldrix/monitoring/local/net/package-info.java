/** Ports of 127.0.0.1 for servers that go away and come back. */
@NullMarked
package com.kaldrix.monitoring.local.net;

import org.jspecify.annotations.NullMarked;
