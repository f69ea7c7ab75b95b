package com.kaldrix.monitoring.alert.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.kaldrix.monitoring.alert.template.Function.Refused;
import com.kaldrix.monitoring.alert.template.Values.Html;
import com.kaldrix.monitoring.alert.template.Values.Strings;
import com.kaldrix.monitoring.alert.template.Values.Url;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The functions of templates: Go's own and Alertmanager's. */
final class Functions {
    private static final Map<String, Function> ALL = new HashMap<>();
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|\\{([0-9A-Za-z_]+)\\}|([0-9A-Za-z_]+))");

    private Functions() {}

    static {
        logic();
        text();
        alertmanager();
        times();
    }

    /** The function of that name; empty when there is none. */
    static Optional<Function> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static void logic() {
        // Evaluated one argument after the other, as far as needed; what stands here is for those that were.
        add("and", List.of(Type.ANY, Type.ANY), true, Functions::either, List::getLast);
        add("or", List.of(Type.ANY, Type.ANY), true, Functions::either, List::getLast);
        add("not", List.of(Type.ANY), Type.BOOL, arguments -> !Values.truth(arguments.getFirst()));
        add("eq", List.of(Type.ANY, Type.ANY, Type.ANY), true, Comparisons::checked, Comparisons::eq);
        add("ne", List.of(Type.ANY, Type.ANY), false, Comparisons::checked, arguments -> !Comparisons.eq(arguments));
        add("lt", List.of(Type.ANY, Type.ANY), false, Comparisons::checked, a -> Comparisons.compare(a) < 0);
        add("le", List.of(Type.ANY, Type.ANY), false, Comparisons::checked, a -> Comparisons.compare(a) <= 0);
        add("gt", List.of(Type.ANY, Type.ANY), false, Comparisons::checked, a -> Comparisons.compare(a) > 0);
        add("ge", List.of(Type.ANY, Type.ANY), false, Comparisons::checked, a -> Comparisons.compare(a) >= 0);
    }

    private static void text() {
        add("print", List.of(Type.ANY), true, any -> Type.STRING, Values::printAll);
        add(
                "println",
                List.of(Type.ANY),
                true,
                any -> Type.STRING,
                arguments ->
                        String.join(" ", arguments.stream().map(Values::print).toList()) + "\n");
        add(
                "printf",
                List.of(Type.STRING, Type.ANY),
                true,
                any -> Type.STRING,
                arguments -> Format.of(Values.print(arguments.getFirst()), arguments.subList(1, arguments.size())));
        add("html", List.of(Type.ANY), true, any -> Type.STRING, arguments -> Escapes.html(Values.printAll(arguments)));
        add("js", List.of(Type.ANY), true, any -> Type.STRING, arguments -> Escapes.js(Values.printAll(arguments)));
        add(
                "urlquery",
                List.of(Type.ANY),
                true,
                any -> Type.STRING,
                arguments -> Escapes.query(Values.printAll(arguments)));
        add("len", List.of(Type.ANY), false, Lists::lengthType, Lists::length);
        add("index", List.of(Type.ANY, Type.ANY), true, Lists::indexType, Lists::index);
        add("slice", List.of(Type.ANY, Type.ANY), true, Lists::sliceType, Lists::slice);
    }

    private static void alertmanager() {
        add("toUpper", List.of(Type.STRING), Type.STRING, a -> each(string(a, 0), Character::toUpperCase));
        add("toLower", List.of(Type.STRING), Type.STRING, a -> each(string(a, 0), Character::toLowerCase));
        add("title", List.of(Type.STRING), Type.STRING, a -> Escapes.title(string(a, 0)));
        add("trimSpace", List.of(Type.STRING), Type.STRING, a -> string(a, 0).strip());
        add(
                "join",
                List.of(Type.STRING, Type.STRINGS),
                Type.STRING,
                a -> String.join(string(a, 0), ((Strings) a.get(1)).all()));
        add(
                "match",
                List.of(Type.STRING, Type.STRING),
                Type.BOOL,
                a -> pattern(string(a, 0)).matcher(string(a, 1)).find());
        add("safeHtml", List.of(Type.STRING), Type.HTML, a -> new Html(string(a, 0)));
        add("safeUrl", List.of(Type.STRING), Type.URL, a -> new Url(string(a, 0)));
        add("urlUnescape", List.of(Type.STRING), Type.STRING, Functions::unescaped);
        add(
                "reReplaceAll",
                List.of(Type.STRING, Type.STRING, Type.STRING),
                Type.STRING,
                a -> replaced(pattern(string(a, 0)), string(a, 1), string(a, 2)));
        add(
                "stringSlice",
                List.of(Type.STRING),
                true,
                any -> Type.STRINGS,
                a -> new Strings(a.stream().map(Values::print).toList()));
        add("toJson", List.of(Type.ANY), Type.STRING, a -> Escapes.json(a.getFirst()));
    }

    private static void times() {
        add("date", List.of(Type.STRING, Type.TIME), Type.STRING, a -> ((GoTime) a.get(1)).format(string(a, 0)));
        add("tz", List.of(Type.STRING, Type.TIME), Type.TIME, a -> {
            try {
                return new GoTime(((GoTime) a.get(1)).instant(), ZoneId.of(string(a, 0)));
            } catch (DateTimeException e) {
                throw new Refused("there is no time zone \"" + string(a, 0) + "\"");
            }
        });
        // The evaluator adds the moment to which it counts.
        add(
                "since",
                List.of(Type.TIME),
                Type.DURATION,
                a -> Duration.between(((GoTime) a.get(0)).instant(), ((GoTime) a.get(1)).instant()));
        add(
                "humanizeDuration",
                List.of(Type.ANY),
                Type.STRING,
                a -> Numbers.humanised(
                        switch (a.getFirst()) {
                            case Duration duration -> Members.seconds(duration);
                            case Double number -> number;
                            case Long number -> number;
                            case String text -> number(text);
                            default -> throw new Refused("humanizeDuration takes a duration or a number of seconds");
                        }));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Refused("\"" + text + "\" is no number");
        }
    }

    private static Type either(List<Type> arguments) {
        return arguments.stream().reduce(Type::or).orElse(Type.ANY);
    }

    private static String string(List<Object> arguments, int index) {
        return Values.print(arguments.get(index));
    }

    /** Letter by letter, as in Go: none becomes two. */
    private static String each(String text, IntUnaryOperator change) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(change).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String unescaped(List<Object> arguments) {
        try {
            return URLDecoder.decode(string(arguments, 0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused("this cannot be decoded");
        }
    }

    static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new Refused("\"" + expression + "\" is no regular expression");
        }
    }

    /** In a replacement {@code $1}, {@code $name} and {@code ${1}} stand for groups; one that is not there is empty. */
    private static String replaced(Pattern pattern, String replacement, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(text, from, matcher.start());
            from = matcher.end();
            Matcher reference = REFERENCE.matcher(replacement);
            int after = 0;
            while (reference.find()) {
                out.append(replacement, after, reference.start()).append(group(matcher, reference));
                after = reference.end();
            }
            out.append(replacement, after, replacement.length());
            if (out.length() > Evaluator.LONGEST) {
                throw new Refused("what it yields is too long");
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    private static String group(Matcher matcher, Matcher reference) {
        if (reference.group(1).equals("$")) {
            return "$";
        }
        String name = Optional.ofNullable(reference.group(2)).orElseGet(() -> reference.group(3));
        try {
            String value = name.matches("[0-9]{1,4}") ? matcher.group(Integer.parseInt(name)) : matcher.group(name);
            return value == null ? "" : value;
        } catch (IllegalArgumentException | IndexOutOfBoundsException noSuchGroup) {
            return "";
        }
    }

    private static void add(String name, List<Type> parameters, Type result, Function.Body body) {
        add(name, parameters, false, any -> result, body);
    }

    private static void add(
            String name, List<Type> parameters, boolean variadic, Function.Result result, Function.Body body) {
        ALL.put(name, new Function(new ArrayList<>(parameters), variadic, result, body));
    }
}
