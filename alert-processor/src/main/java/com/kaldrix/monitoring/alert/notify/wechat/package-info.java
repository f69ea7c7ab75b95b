/** Tells WeChat Work. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.wechat;

import org.jspecify.annotations.NullMarked;
