package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.Progress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls functions of AWS Lambda and waits for their answer: API reference, "Invoke". A call is never repeated: Lambda knows no
 * key by which it would see that it is the same.
 */
final class LambdaExecutor implements Executor, AutoCloseable {
    private final String home;
    private final Function<String, LambdaClient> make;
    private final Map<String, LambdaClient> clients = new ConcurrentHashMap<>();

    /** @param make makes a client for a region, one that does not try again by itself */
    LambdaExecutor(String home, Function<String, LambdaClient> make) {
        this.home = home;
        this.make = make;
    }

    @Override
    public Set<Order.Kind> kinds() {
        return Set.of(Order.Kind.LAMBDA);
    }

    @Override
    public Progress begin(Task task) {
        LambdaClient client;
        try {
            client = clients.computeIfAbsent(Regions.orHome(task.order().get("region"), home), make);
        } catch (IllegalArgumentException e) {
            return Regions.refused(task);
        }
        ObjectNode payload = JsonMapper.shared().createObjectNode();
        payload.put("remediation", task.id().toString()).put("target", task.target());
        task.order().parameters().forEach(payload.putObject("parameters")::put);
        InvokeResponse answer;
        try {
            answer = client.invoke(request -> request.functionName(task.order().get("function"))
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromUtf8String(payload.toString()))
                    .overrideConfiguration(call -> call.apiCallTimeout(task.timeout())));
        } catch (SdkException e) {
            return AwsFailure.of(e);
        }
        String said = answer.payload() == null ? "" : answer.payload().asUtf8String();
        return answer.functionError() == null
                ? new Progress.Succeeded(said)
                : new Progress.Failed("the function failed (" + answer.functionError() + "): " + said);
    }

    /** Never asked for: the answer is the end. */
    @Override
    public Progress look(Task task, String reference) {
        return new Progress.Unclear("a function tells nothing after its answer");
    }

    @Override
    public void close() {
        clients.values().forEach(LambdaClient::close);
    }
}
