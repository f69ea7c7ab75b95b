/** Objects: bytes under a key that are written once and kept long, in files or in S3. */
@NullMarked
package com.kaldrix.monitoring.common.objects;

import org.jspecify.annotations.NullMarked;
