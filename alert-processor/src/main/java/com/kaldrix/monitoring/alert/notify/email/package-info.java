/** Email by SMTP. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.email;

import org.jspecify.annotations.NullMarked;
