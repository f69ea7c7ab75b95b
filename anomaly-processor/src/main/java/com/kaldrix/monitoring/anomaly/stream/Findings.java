package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.label.Labels;

/** Where goes what is found in a reading. When entries are read again after a restart nothing goes anywhere. */
@FunctionalInterface
public interface Findings {
    /** What has been found already. */
    Findings NOWHERE = (series, finding) -> {};

    /** Something was found in the newest reading of a series. */
    void found(Labels series, Finding finding);

    /** What a {@link Watch} can say of a reading. */
    interface Finding {}
}
