package com.kaldrix.monitoring.local.aws.sns;

import java.util.Map;
import java.util.UUID;

/** Writes the result of one action as XML of the query protocol. */
final class SnsXml {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final StringBuilder xml = new StringBuilder(512);

    SnsXml text(String element, String value) {
        xml.append('<').append(element).append('>');
        escape(value);
        xml.append("</").append(element).append('>');
        return this;
    }

    SnsXml open(String element) {
        xml.append('<').append(element).append('>');
        return this;
    }

    SnsXml close(String element) {
        xml.append("</").append(element).append('>');
        return this;
    }

    SnsXml map(String element, Map<String, String> map) {
        open(element);
        map.forEach((key, value) ->
                open("entry").text("key", key).text("value", value).close("entry"));
        return close(element);
    }

    SnsXml append(SnsXml other) {
        xml.append(other.xml);
        return this;
    }

    String response(String action) {
        String result = xml.isEmpty() ? "" : "<" + action + "Result>" + xml + "</" + action + "Result>";
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\">" + result + "<ResponseMetadata><RequestId>"
                + UUID.randomUUID() + "</RequestId></ResponseMetadata></" + action + "Response>";
    }

    static String error(String code, String message, boolean senderAtFault) {
        SnsXml error = new SnsXml()
                .open("Error")
                .text("Type", senderAtFault ? "Sender" : "Receiver")
                .text("Code", code)
                .text("Message", message)
                .close("Error")
                .text("RequestId", UUID.randomUUID().toString());
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\">" + error.xml + "</ErrorResponse>";
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xD;");
                default -> xml.append(c);
            }
        }
    }
}
