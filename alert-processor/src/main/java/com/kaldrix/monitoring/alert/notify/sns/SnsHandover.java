package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.notify.Handover;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Passes the handover of a call before each transmission of it: a second one, or one that was called off, fails. */
final class SnsHandover implements ExecutionInterceptor {
    static final ExecutionAttribute<Handover> HANDOVER = new ExecutionAttribute<>("KaldrixHandover");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Handover handover = attributes.getAttribute(HANDOVER);
        if (handover != null && !handover.begin()) {
            throw SdkClientException.create("called off, or sent before");
        }
    }
}
