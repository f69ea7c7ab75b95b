package com.kaldrix.monitoring.common.objects;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a key may look like. */
final class ObjectKey {
    private static final int LONGEST = 1024;

    private ObjectKey() {}

    /** The key itself, when it is one. */
    static String checked(String key) {
        String fault = fault(key);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' is no key of an object: " + fault);
        }
        return key;
    }

    /** A prefix is the beginning of a key, so that its last part may be anything. */
    static String checkedPrefix(String prefix) {
        int lastPart = prefix.lastIndexOf('/') + 1;
        if (lastPart > 0) {
            checked(prefix.substring(0, lastPart - 1));
        }
        String fault = lastPart == prefix.length() ? "" : fault(prefix.substring(lastPart) + "x");
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("'" + prefix + "' is no beginning of a key: " + fault);
        }
        return prefix;
    }

    private static String fault(String key) {
        if (key.isEmpty()) {
            return "it is empty";
        }
        for (int i = 0; i < key.length(); i++) {
            if (Character.isISOControl(key.charAt(i)) || key.charAt(i) == '\\') {
                return "it has a control character or a backslash";
            }
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return "a part of it is empty, '.' or '..'";
            }
        }
        try {
            int length = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(key))
                    .remaining();
            return length > LONGEST ? "it has " + length + " bytes, more than " + LONGEST : "";
        } catch (CharacterCodingException e) {
            return "it has no UTF-8 form";
        }
    }
}
