/** Pages for people. They are static and hold no data: their scripts fetch it from the REST API with the reader's token. */
@NullMarked
package com.kaldrix.monitoring.alert.page;

import org.jspecify.annotations.NullMarked;
