package com.kaldrix.monitoring.local.aws.sns;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One rule of a filter policy. A list of values matches when one of them does. */
sealed interface FilterRule {

    /** Whether a value, null when the message has none, satisfies the rule. */
    default boolean matches(@Nullable JsonNode value) {
        if (value == null) {
            return false;
        }
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (matchesOne(each)) {
                    return true;
                }
            }
            return false;
        }
        return matchesOne(value);
    }

    boolean matchesOne(JsonNode value);

    record Exactly(JsonNode wanted) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return (wanted.isNumber() && value.isNumber())
                    ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                    : wanted.equals(value);
        }
    }

    record Prefix(String prefix) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return value.isString() && value.stringValue().startsWith(prefix);
        }
    }

    record Suffix(String suffix) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return value.isString() && value.stringValue().endsWith(suffix);
        }
    }

    record IgnoringCase(String wanted) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return value.isString() && value.stringValue().equalsIgnoreCase(wanted);
        }
    }

    record Numeric(List<Bound> bounds) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return value.isNumber() && bounds.stream().allMatch(bound -> bound.admits(value.decimalValue()));
        }
    }

    record AnythingBut(List<FilterRule> unwanted) implements FilterRule {
        @Override
        public boolean matchesOne(JsonNode value) {
            return unwanted.stream().noneMatch(rule -> rule.matchesOne(value));
        }
    }

    record Exists(boolean wanted) implements FilterRule {
        @Override
        public boolean matches(@Nullable JsonNode value) {
            return wanted == (value != null);
        }

        @Override
        public boolean matchesOne(JsonNode value) {
            return wanted;
        }
    }

    /** A comparison such as {@code >= 5}. */
    record Bound(String operator, BigDecimal limit) {
        boolean admits(BigDecimal value) {
            int order = value.compareTo(limit);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw new IllegalStateException("operator " + operator + " passed the check");
            };
        }
    }

    static FilterRule parse(JsonNode rule) {
        if (rule.isValueNode()) {
            return new Exactly(rule);
        }
        if (!rule.isObject() || rule.size() != 1) {
            throw SnsFault.invalidParameter(
                    "FilterPolicy: Match value must be String, number, true, false, null, or an object with one operator");
        }
        Map.Entry<String, JsonNode> operator = rule.properties().iterator().next();
        JsonNode operand = operator.getValue();
        return switch (operator.getKey()) {
            case "prefix" -> new Prefix(text(operator.getKey(), operand));
            case "suffix" -> new Suffix(text(operator.getKey(), operand));
            case "equals-ignore-case" -> new IgnoringCase(text(operator.getKey(), operand));
            case "numeric" -> numeric(operand);
            case "anything-but" -> anythingBut(operand);
            case "exists" -> {
                if (!operand.isBoolean()) {
                    throw SnsFault.invalidParameter("FilterPolicy: exists match pattern must be either true or false.");
                }
                yield new Exists(operand.booleanValue());
            }
            default -> throw SnsFault.invalidParameter("FilterPolicy: Unrecognized match type " + operator.getKey());
        };
    }

    private static FilterRule anythingBut(JsonNode operand) {
        List<FilterRule> unwanted = new ArrayList<>();
        if (operand.isArray()) {
            operand.forEach(each -> unwanted.add(new Exactly(each)));
        } else {
            unwanted.add(parse(operand));
        }
        if (unwanted.isEmpty()) {
            throw SnsFault.invalidParameter("FilterPolicy: Empty arrays are not allowed for anything-but");
        }
        return new AnythingBut(unwanted);
    }

    private static FilterRule numeric(JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0 || operand.size() > 4) {
            throw SnsFault.invalidParameter("FilterPolicy: numeric takes one or two pairs of operator and number");
        }
        List<Bound> bounds = new ArrayList<>();
        for (int i = 0; i < operand.size(); i += 2) {
            String operator = operand.get(i).asString();
            JsonNode limit = operand.get(i + 1);
            if (!List.of("=", "<", "<=", ">", ">=").contains(operator) || !limit.isNumber()) {
                throw SnsFault.invalidParameter("FilterPolicy: Unrecognized numeric range operator: " + operator);
            }
            bounds.add(new Bound(operator, limit.decimalValue()));
        }
        return new Numeric(bounds);
    }

    private static String text(String operator, JsonNode operand) {
        if (!operand.isString()) {
            throw SnsFault.invalidParameter("FilterPolicy: " + operator + " match pattern must be a string");
        }
        return operand.stringValue();
    }
}
