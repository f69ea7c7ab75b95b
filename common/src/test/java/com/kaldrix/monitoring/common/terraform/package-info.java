/** Terraform as a person would run it, for tests. */
@NullMarked
package com.kaldrix.monitoring.common.terraform;

import org.jspecify.annotations.NullMarked;
