package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Function.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** {@code len}, {@code index} and {@code slice}. Texts count in bytes of UTF-8, as in Go. */
final class Lists {
    private Lists() {}

    static Type lengthType(List<Type> arguments) {
        Type type = arguments.getFirst();
        if (type != Type.STRING && (type.element().isEmpty() || type == Type.INT)) {
            throw new Refused("len of type " + type.shown());
        }
        return Type.INT;
    }

    static Object length(List<Object> arguments) {
        return switch (arguments.getFirst()) {
            case String text -> (long) text.getBytes(StandardCharsets.UTF_8).length;
            case Values.Alerts list -> (long) list.all().size();
            case Values.Pairs list -> (long) list.all().size();
            case Values.Strings list -> (long) list.all().size();
            case Values.Kv map -> (long) map.all().size();
            default ->
                throw new Refused("len of type " + Type.of(arguments.getFirst()).shown());
        };
    }

    static Type indexType(List<Type> arguments) {
        Type type = arguments.getFirst();
        for (Type index : arguments.subList(1, arguments.size())) {
            if (type == Type.STRING) {
                type = Type.INT;
            } else {
                Type of = type;
                if (type == Type.INT) {
                    throw new Refused("cannot index a value of type " + of.shown());
                }
                Type wanted = type == Type.KV ? Type.STRING : type == Type.ANY ? Type.ANY : Type.INT;
                if (!index.fits(wanted)) {
                    throw new Refused(of.shown() + " cannot be indexed with " + index.shown());
                }
                type = type.element().orElseThrow(() -> new Refused("cannot index a value of type " + of.shown()));
            }
        }
        return type;
    }

    static Object index(List<Object> arguments) {
        Object value = arguments.getFirst();
        for (Object index : arguments.subList(1, arguments.size())) {
            if (value instanceof Values.Kv map && index instanceof String name) {
                value = map.all().getOrDefault(name, "");
            } else if (value instanceof String text && index instanceof Long at) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                value = (long) (bytes[bounded(at, bytes.length - 1L)] & 0xff);
            } else if (index instanceof Long at
                    && (value instanceof Values.Alerts
                            || value instanceof Values.Pairs
                            || value instanceof Values.Strings)) {
                List<?> all = Values.elements(value);
                value = all.get(bounded(at, all.size() - 1L));
            } else {
                throw new Refused(Type.of(value).shown() + " cannot be indexed with "
                        + Type.of(index).shown());
            }
        }
        return value;
    }

    private static int bounded(long index, long last) {
        if (index < 0 || index > last) {
            throw new Refused("index out of range: " + index);
        }
        return (int) index;
    }

    static Type sliceType(List<Type> arguments) {
        Type type = arguments.getFirst();
        if (type == Type.KV
                || type == Type.INT
                || (type != Type.STRING && type.element().isEmpty())) {
            throw new Refused("cannot slice a value of type " + type.shown());
        }
        for (Type index : arguments.subList(1, arguments.size())) {
            if (!index.fits(Type.INT)) {
                throw new Refused("slice takes whole numbers and not " + index.shown());
            }
        }
        if (arguments.size() > 4) {
            throw new Refused("too many indexes for slice");
        }
        return type;
    }

    static Object slice(List<Object> arguments) {
        Object value = arguments.getFirst();
        byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        int size =
                value instanceof String ? bytes.length : Values.elements(value).size();
        int from = arguments.size() > 1 ? place(arguments.get(1), size) : 0;
        int to = arguments.size() > 2 ? place(arguments.get(2), size) : size;
        if (from > to) {
            throw new Refused("index out of range: " + from + " is after " + to);
        }
        return switch (value) {
            case String ignored -> new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
            case Values.Alerts list -> new Values.Alerts(list.all().subList(from, to));
            case Values.Pairs list -> new Values.Pairs(list.all().subList(from, to));
            case Values.Strings list -> new Values.Strings(list.all().subList(from, to));
            default ->
                throw new Refused(
                        "cannot slice a value of type " + Type.of(value).shown());
        };
    }

    private static int place(Object index, int size) {
        if (index instanceof Long at) {
            return bounded(at, size);
        }
        throw new Refused("slice takes whole numbers");
    }
}
