package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Function.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Fills templates in. What it writes and how long it works is bounded. */
final class Evaluator {
    /** In UTF-16 units. */
    static final int LONGEST = 512 * 1024;

    private static final int MOST_STEPS = 500_000;
    private static final int DEEPEST = 100;

    private final Map<String, Definition> definitions;
    private final GoTime at;
    private final Output out;
    private int steps;
    private int depth;

    Evaluator(Map<String, Definition> definitions, GoTime at, Output out) {
        this.definitions = definitions;
        this.at = at;
        this.out = out;
    }

    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    /** @throws TemplateException if the template and the data do not fit, or it does too much */
    void run(Definition definition, Object dot) {
        new Frame(definition, dot).body(definition.body(), dot);
    }

    private static final class Slot {
        private final String name;
        private Object value;

        Slot(String name, Object value) {
            this.name = name;
            this.value = value;
        }
    }

    /** One template at work, with its variables. */
    private final class Frame {
        private final Source source;
        private final List<Slot> variables = new ArrayList<>();

        Frame(Definition definition, Object dot) {
            this.source = definition.source();
            variables.add(new Slot("$", dot));
        }

        private void step(int where) {
            if (++steps > MOST_STEPS) {
                throw source.unbounded(where, "the template does too much; it was stopped");
            }
            if (out.length() > LONGEST) {
                throw source.unbounded(where, "the template writes more than " + LONGEST + " characters");
            }
        }

        private Flow body(List<Node> nodes, Object dot) {
            int mark = variables.size();
            for (Node node : nodes) {
                Flow flow = node(node, dot);
                if (flow != Flow.ON) {
                    forget(mark);
                    return flow;
                }
            }
            forget(mark);
            return Flow.ON;
        }

        private void forget(int mark) {
            variables.subList(mark, variables.size()).clear();
        }

        private Flow node(Node node, Object dot) {
            return switch (node) {
                case Node.Text text -> {
                    step(0);
                    out.words(text.text());
                    yield Flow.ON;
                }
                case Node.Action action -> {
                    Object value = pipe(action.pipe(), dot);
                    if (action.pipe().variables().isEmpty()) {
                        out.value(value);
                        step(action.pipe().at());
                    }
                    yield Flow.ON;
                }
                case Node.Branch branch -> branch(branch, dot);
                case Node.Call call -> {
                    call(call, dot);
                    yield Flow.ON;
                }
                case Node.Break ignored -> Flow.BREAK;
                case Node.Continue ignored -> Flow.CONTINUE;
            };
        }

        private void call(Node.Call call, Object dot) {
            Definition definition = definitions.get(call.name());
            if (definition == null) {
                throw source.problem(call.at(), "there is no template \"" + call.name() + "\"");
            }
            if (++depth > DEEPEST) {
                throw source.unbounded(call.at(), "templates call each other without end");
            }
            Object argument = call.argument().isPresent() ? pipe(call.argument().get(), dot) : Values.Nil.NIL;
            run(definition, argument);
            depth--;
        }

        private Flow branch(Node.Branch branch, Object dot) {
            int mark = variables.size();
            try {
                if (branch.kind() == Node.Branch.Kind.RANGE) {
                    return range(branch, dot);
                }
                Object value = pipe(branch.pipe(), dot);
                boolean with = branch.kind() == Node.Branch.Kind.WITH;
                return Values.truth(value) ? body(branch.then(), with ? value : dot) : body(branch.otherwise(), dot);
            } finally {
                forget(mark);
            }
        }

        private Flow range(Node.Branch branch, Object dot) {
            Expression.Pipe pipe = branch.pipe();
            Object value = value(pipe, dot);
            List<String> names = pipe.variables();
            List<?> keys = List.of();
            List<?> elements;
            if (value instanceof Long count) {
                if (count > 10_000) {
                    throw source.problem(pipe.at(), "a range over more than 10000");
                }
                elements = LongStream.range(0, count).boxed().toList();
            } else if (value instanceof Values.Kv map) {
                keys = List.copyOf(map.all().keySet());
                elements = Values.elements(map);
            } else if (Type.of(value).element().isPresent() || value == Values.Nil.NIL) {
                elements = Values.elements(value);
            } else {
                throw source.problem(
                        pipe.at(), "range cannot go over " + Type.of(value).shown());
            }
            if (elements.isEmpty()) {
                return body(branch.otherwise(), dot);
            }
            for (int i = 0; i < elements.size(); i++) {
                step(pipe.at());
                int mark = variables.size();
                Object key = keys.isEmpty() ? (Object) (long) i : keys.get(i);
                if (names.size() == 1) {
                    set(pipe, names.getFirst(), elements.get(i));
                } else if (names.size() == 2) {
                    set(pipe, names.get(0), key);
                    set(pipe, names.get(1), elements.get(i));
                }
                Flow flow = body(branch.then(), elements.get(i));
                forget(mark);
                if (flow == Flow.BREAK) {
                    break;
                }
            }
            return Flow.ON;
        }

        private void set(Expression.Pipe pipe, String name, Object value) {
            if (!pipe.assigns()) {
                variables.add(new Slot(name, value));
                return;
            }
            slot(name, pipe.at()).value = value;
        }

        private Slot slot(String name, int where) {
            for (Slot slot : variables.reversed()) {
                if (slot.name.equals(name)) {
                    return slot;
                }
            }
            throw source.problem(where, "there is no variable \"" + name + "\" here");
        }

        private Object pipe(Expression.Pipe pipe, Object dot) {
            Object value = value(pipe, dot);
            pipe.variables().forEach(name -> set(pipe, name, value));
            return value;
        }

        private Object value(Expression.Pipe pipe, Object dot) {
            Optional<Object> last = Optional.empty();
            for (Expression.Command command : pipe.commands()) {
                last = Optional.of(command(command, dot, last));
            }
            return last.orElse(Values.Nil.NIL);
        }

        private Object command(Expression.Command command, Object dot, Optional<Object> last) {
            step(command.at());
            Expression first = command.words().getFirst();
            List<Expression> rest = command.words().subList(1, command.words().size());
            return switch (first) {
                case Expression.Field field -> members(dot, field.names(), field.at(), rest, dot, last);
                case Expression.Variable variable ->
                    members(
                            slot(variable.name(), variable.at()).value,
                            variable.names(),
                            variable.at(),
                            rest,
                            dot,
                            last);
                case Expression.Chain chain ->
                    members(operand(chain.of(), dot), chain.names(), chain.at(), rest, dot, last);
                case Expression.Function function -> function(function, rest, dot, last);
                case Expression.Nil nil -> throw source.problem(nil.at(), "nil cannot stand alone");
                default -> {
                    if (!rest.isEmpty() || last.isPresent()) {
                        throw source.problem(first.at(), "this takes no arguments");
                    }
                    yield operand(first, dot);
                }
            };
        }

        private Object operand(Expression word, Object dot) {
            return switch (word) {
                case Expression.Dot ignored -> dot;
                case Expression.Nil ignored -> Values.Nil.NIL;
                case Expression.Constant constant -> constant.value();
                case Expression.Pipe pipe -> pipe(pipe, dot);
                case Expression.Field ignored -> alone(word, dot);
                case Expression.Variable ignored -> alone(word, dot);
                case Expression.Chain ignored -> alone(word, dot);
                case Expression.Function ignored -> alone(word, dot);
                case Expression.Command command -> command(command, dot, Optional.empty());
            };
        }

        private Object alone(Expression word, Object dot) {
            return command(new Expression.Command(word.at(), List.of(word)), dot, Optional.empty());
        }

        private Object members(
                Object of, List<String> names, int where, List<Expression> rest, Object dot, Optional<Object> last) {
            List<Object> arguments = new ArrayList<>();
            rest.forEach(word -> arguments.add(operand(word, dot)));
            last.ifPresent(arguments::add);
            Object value = of;
            for (int i = 0; i < names.size(); i++) {
                value = member(value, names.get(i), where, i == names.size() - 1 ? arguments : List.of());
            }
            if (names.isEmpty() && !arguments.isEmpty()) {
                throw source.problem(where, "this takes no arguments");
            }
            return value;
        }

        private Object member(Object of, String name, int where, List<Object> arguments) {
            Type type = Type.of(of);
            Optional<Member> found = Members.find(type, name);
            if (found.isEmpty()) {
                if (of instanceof Values.Kv map && arguments.isEmpty()) {
                    return map.all().getOrDefault(name, "");
                }
                throw source.problem(where, Wrong.member(type, name));
            }
            Member member = found.get();
            Wrong.arguments(
                            "." + name,
                            member.parameters(),
                            arguments.stream().map(Type::of).toList())
                    .ifPresent(reason -> {
                        throw source.problem(where, reason);
                    });
            return member.body().of(of, arguments);
        }

        private Object function(
                Expression.Function function, List<Expression> rest, Object dot, Optional<Object> last) {
            Function known = Functions.find(function.name()).orElseThrow();
            boolean decides = function.name().equals("and") || function.name().equals("or");
            List<Object> arguments = new ArrayList<>();
            for (Expression word : rest) {
                Object value = operand(word, dot);
                arguments.add(value);
                if (decides && Values.truth(value) == function.name().equals("or")) {
                    return value;
                }
            }
            last.ifPresent(arguments::add);
            List<Type> types = arguments.stream().map(Type::of).toList();
            Wrong.arguments(function.name(), known, types).ifPresent(reason -> {
                throw source.problem(function.at(), reason);
            });
            if (function.name().equals("since")) {
                arguments.add(at);
            }
            try {
                Object result = known.body().of(arguments);
                if (result instanceof String text) {
                    steps += text.length() / 64;
                    if (text.length() > LONGEST) {
                        throw source.unbounded(
                                function.at(), "\"" + function.name() + "\" makes a text that is too long");
                    }
                }
                return result;
            } catch (Refused e) {
                throw source.problem(function.at(), function.name() + ": " + e.reason());
            }
        }
    }
}
