package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.bench.fault.FaultStack;
import com.kaldrix.monitoring.local.stack.Ports;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives stories a stage that they share with others, started when the first one asks and closed after the last. */
final class SharedStages implements ParameterResolver {
    /** Which stage a story wants. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(SharedStages.class)
    @interface On {
        Setting value();
    }

    /** The stages that there are. */
    enum Setting {
        /** One replica, real time, every kind of channel. */
        EVERY_CHANNEL {
            @Override
            Stage start() throws IOException, InterruptedException {
                Ports ports = Ports.free();
                return Stage.start(
                        "every-channel",
                        ports,
                        Stage.configuration("every-channel", ports, EveryChannel.ROUTES, EveryChannel.RULES));
            }
        },
        /** Two replicas on one database, for load and faults. */
        TWO_REPLICAS {
            @Override
            Stage start() throws IOException, InterruptedException {
                return Stage.of(FaultStack.start(Packaged.root(), Packaged.emptyState("two-replicas"), 2, line -> {}));
            }
        };

        abstract Stage start() throws IOException, InterruptedException;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Setting wanted = context.getRequiredTestClass().getAnnotation(On.class).value();
        return context.getRoot()
                .getStore(Namespace.create(SharedStages.class))
                .computeIfAbsent(wanted, SharedStages::start, Stage.class);
    }

    private static Stage start(Setting setting) {
        try {
            return setting.start();
        } catch (IOException failure) {
            throw new IllegalStateException("the stage cannot be had", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stage was set", interrupted);
        }
    }
}
