package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Function.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a template without data and finds what can never work, in every branch: names that values do not have,
 * functions with the wrong arguments, templates that are not there.
 */
final class Checker {
    private static final Set<String> PATTERNS = Set.of("match", "reReplaceAll");

    private record Visit(String name, Type dot) {}

    private final Map<String, Definition> definitions;
    private final Set<Visit> visited = new HashSet<>();

    Checker(Map<String, Definition> definitions) {
        this.definitions = definitions;
    }

    /** @throws TemplateException for the first thing that can never work */
    void check(Definition definition, Type dot) {
        new Frame(definition, dot).body(definition.body(), dot);
    }

    private record Slot(String name, Type type) {}

    private final class Frame {
        private final Definition definition;
        private final Source source;
        private final List<Slot> variables = new ArrayList<>();

        Frame(Definition definition, Type dot) {
            this.definition = definition;
            this.source = definition.source();
            variables.add(new Slot("$", dot));
        }

        private void body(List<Node> nodes, Type dot) {
            int mark = variables.size();
            nodes.forEach(node -> node(node, dot));
            forget(mark);
        }

        private void forget(int mark) {
            variables.subList(mark, variables.size()).clear();
        }

        private void node(Node node, Type dot) {
            switch (node) {
                case Node.Action action -> pipe(action.pipe(), dot);
                case Node.Branch branch -> branch(branch, dot);
                case Node.Call call -> call(call, dot);
                case Node.Text ignored -> {}
                case Node.Break ignored -> {}
                case Node.Continue ignored -> {}
            }
        }

        private void call(Node.Call call, Type dot) {
            Definition called = definitions.get(call.name());
            if (called == null) {
                throw source.problem(call.at(), "there is no template \"" + call.name() + "\"");
            }
            Type argument = call.argument().map(pipe -> pipe(pipe, dot)).orElse(Type.NIL);
            if (visited.add(new Visit(call.name(), argument))) {
                check(called, argument);
            }
        }

        private void branch(Node.Branch branch, Type dot) {
            int mark = variables.size();
            Expression.Pipe pipe = branch.pipe();
            if (branch.kind() == Node.Branch.Kind.RANGE) {
                Type over = value(pipe, dot);
                Type element = over == Type.NIL
                        ? Type.ANY
                        : over.element()
                                .orElseThrow(() -> source.problem(pipe.at(), "range cannot go over " + over.shown()));
                List<String> names = pipe.variables();
                Type key = over == Type.KV ? Type.STRING : over == Type.ANY ? Type.ANY : Type.INT;
                if (names.size() == 1) {
                    set(pipe, names.getFirst(), element);
                } else if (names.size() == 2) {
                    set(pipe, names.get(0), key);
                    set(pipe, names.get(1), element);
                }
                body(branch.then(), element);
            } else {
                Type value = pipe(pipe, dot);
                body(branch.then(), branch.kind() == Node.Branch.Kind.WITH ? value : dot);
            }
            body(branch.otherwise(), dot);
            forget(mark);
        }

        /** Of a variable that is set again elsewhere nothing is known. */
        private void set(Expression.Pipe pipe, String name, Type type) {
            if (!pipe.assigns()) {
                variables.add(new Slot(name, definition.assigned().contains(name) ? Type.ANY : type));
            }
        }

        private Type pipe(Expression.Pipe pipe, Type dot) {
            Type type = value(pipe, dot);
            pipe.variables().forEach(name -> set(pipe, name, type));
            return type;
        }

        private Type value(Expression.Pipe pipe, Type dot) {
            Optional<Type> last = Optional.empty();
            for (Expression.Command command : pipe.commands()) {
                last = Optional.of(command(command, dot, last));
            }
            return last.orElse(Type.NIL);
        }

        private Type command(Expression.Command command, Type dot, Optional<Type> last) {
            Expression first = command.words().getFirst();
            List<Type> arguments = new ArrayList<>();
            command.words().stream().skip(1).forEach(word -> arguments.add(operand(word, dot)));
            last.ifPresent(arguments::add);
            expressions(command);
            return switch (first) {
                case Expression.Field field -> members(dot, field.names(), field.at(), arguments);
                case Expression.Variable variable ->
                    members(variable(variable), variable.names(), variable.at(), arguments);
                case Expression.Chain chain -> members(operand(chain.of(), dot), chain.names(), chain.at(), arguments);
                case Expression.Function function -> function(function, arguments);
                case Expression.Nil nil -> throw source.problem(nil.at(), "nil cannot stand alone");
                default -> {
                    if (!arguments.isEmpty()) {
                        throw source.problem(first.at(), "this takes no arguments");
                    }
                    yield operand(first, dot);
                }
            };
        }

        /** A regular expression that stands in the template can be looked at now. */
        private void expressions(Expression.Command command) {
            if (command.words().size() > 1
                    && command.words().getFirst() instanceof Expression.Function function
                    && PATTERNS.contains(function.name())
                    && command.words().get(1) instanceof Expression.Constant constant
                    && constant.value() instanceof String expression) {
                try {
                    Functions.pattern(expression);
                } catch (Refused e) {
                    throw source.problem(constant.at(), function.name() + ": " + e.reason());
                }
            }
        }

        private Type operand(Expression word, Type dot) {
            return switch (word) {
                case Expression.Dot ignored -> dot;
                case Expression.Nil ignored -> Type.NIL;
                case Expression.Constant constant -> Type.of(constant.value());
                case Expression.Pipe pipe -> pipe(pipe, dot);
                case Expression.Command command -> command(command, dot, Optional.empty());
                default -> command(new Expression.Command(word.at(), List.of(word)), dot, Optional.empty());
            };
        }

        private Type variable(Expression.Variable variable) {
            for (Slot slot : variables.reversed()) {
                if (slot.name().equals(variable.name())) {
                    return slot.type();
                }
            }
            throw source.problem(variable.at(), "there is no variable \"" + variable.name() + "\" here");
        }

        private Type members(Type of, List<String> names, int where, List<Type> arguments) {
            if (names.isEmpty() && !arguments.isEmpty()) {
                throw source.problem(where, "this takes no arguments");
            }
            Type type = of;
            for (int i = 0; i < names.size(); i++) {
                type = member(type, names.get(i), where, i == names.size() - 1 ? arguments : List.of());
            }
            return type;
        }

        private Type member(Type of, String name, int where, List<Type> arguments) {
            if (of == Type.ANY) {
                return Type.ANY;
            }
            Optional<Member> member = Members.find(of, name);
            if (member.isEmpty()) {
                if (of == Type.KV && arguments.isEmpty()) {
                    return Type.STRING;
                }
                throw source.problem(where, Wrong.member(of, name));
            }
            Wrong.arguments("." + name, member.get().parameters(), arguments).ifPresent(reason -> {
                throw source.problem(where, reason);
            });
            return member.get().result();
        }

        private Type function(Expression.Function function, List<Type> arguments) {
            Function known = Functions.find(function.name()).orElseThrow();
            Wrong.arguments(function.name(), known, arguments).ifPresent(reason -> {
                throw source.problem(function.at(), reason);
            });
            try {
                return known.result().of(arguments);
            } catch (Refused e) {
                throw source.problem(function.at(), function.name() + ": " + e.reason());
            }
        }
    }
}
