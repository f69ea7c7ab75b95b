package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionNotFoundException;

/**
 * Runs documents of AWS Systems Manager: API reference, "StartAutomationExecution", "GetAutomationExecution". The id is the
 * client token, so that a repetition by the SDK starts nothing twice.
 */
final class SsmExecutor implements Executor {
    private final SsmClients clients;

    SsmExecutor(SsmClients clients) {
        this.clients = clients;
    }

    @Override
    public Set<Order.Kind> kinds() {
        return Set.of(Order.Kind.SSM);
    }

    @Override
    public Progress begin(Task task) {
        SsmClient client;
        try {
            client = clients.in(task.order().get("region"));
        } catch (IllegalArgumentException e) {
            return Regions.refused(task);
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        task.order().parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        try {
            String execution = client.startAutomationExecution(
                            request -> request.documentName(task.order().get("document"))
                                    .parameters(parameters)
                                    .clientToken(task.id().toString()))
                    .automationExecutionId();
            return new Progress.Running(execution);
        } catch (SdkException e) {
            return AwsFailure.of(e);
        }
    }

    @Override
    public Progress look(Task task, String reference) {
        AutomationExecution execution;
        try {
            execution = clients.in(task.order().get("region"))
                    .getAutomationExecution(request -> request.automationExecutionId(reference))
                    .automationExecution();
        } catch (AutomationExecutionNotFoundException e) {
            return new Progress.Unclear("execution " + reference + " is not known to Systems Manager any more");
        }
        String words = "execution " + reference + ": " + execution.automationExecutionStatusAsString();
        return switch (execution.automationExecutionStatus()) {
            case SUCCESS, COMPLETED_WITH_SUCCESS ->
                new Progress.Succeeded(
                        Stream.concat(Stream.of(words), outputs(execution)).collect(Collectors.joining("\n")));
            case FAILED,
                    TIMED_OUT,
                    CANCELLED,
                    REJECTED,
                    COMPLETED_WITH_FAILURE,
                    CHANGE_CALENDAR_OVERRIDE_REJECTED,
                    EXITED ->
                new Progress.Failed(words + "\n" + Objects.requireNonNullElse(execution.failureMessage(), ""));
            case PENDING,
                    IN_PROGRESS,
                    WAITING,
                    CANCELLING,
                    PENDING_APPROVAL,
                    APPROVED,
                    SCHEDULED,
                    RUNBOOK_IN_PROGRESS,
                    PENDING_CHANGE_CALENDAR_OVERRIDE,
                    CHANGE_CALENDAR_OVERRIDE_APPROVED,
                    UNKNOWN_TO_SDK_VERSION -> new Progress.Running(reference);
        };
    }

    private static Stream<String> outputs(AutomationExecution execution) {
        return execution.outputs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(output -> output.getKey() + ": " + String.join(", ", output.getValue()));
    }
}
