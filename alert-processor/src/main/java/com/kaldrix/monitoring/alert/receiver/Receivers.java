package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.alert.template.Templates;
import java.util.List;
import java.util.Optional;

/** The receivers of the configuration in force. */
public interface Receivers {
    /** The receiver of this name; empty when the configuration has none. */
    Optional<Receiver> find(String name);

    /** All receivers in the order of the file. */
    List<Receiver> all();

    /** The name of the receiver that stands in when this one cannot be reached; empty for any channel that is up. */
    Optional<String> fallback(String receiver);

    /** The templates that the texts of integrations may call. */
    Templates templates();

    /** The integration at this address with its templates, of one and the same configuration; empty when there is none (any more). */
    default Optional<Addressee> addressee(Address address) {
        return find(address).map(integration -> new Addressee(integration, templates()));
    }

    /** What people call the receiver of this name: the name, unless it is a person. */
    default String title(String name) {
        return name;
    }

    /** The integration at this address; empty when the configuration has none (any more). */
    default Optional<Integration> find(Address address) {
        return find(address.receiver())
                .flatMap(receiver -> Optional.ofNullable(receiver.addressed().get(address)));
    }
}
