package com.kaldrix.monitoring.e2e.deploy;

import com.kaldrix.monitoring.common.terraform.Terraform;
import com.kaldrix.monitoring.local.stack.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The modules {@code messaging} and {@code storage} of one region, made in an emulated AWS, and what they say of themselves. */
final class Deployment {
    static final String HUB = "us-east-1";
    static final List<String> REGIONS = List.of(HUB, "us-west-2", "eu-west-1");
    static final String ENVIRONMENT = "test";

    private static final Path MODULES = Path.of(System.getProperty("kaldrix.root", ""), "terraform", "modules");

    private final Terraform terraform;

    private Deployment(Terraform terraform) {
        this.terraform = terraform;
    }

    /** Makes a region; may be called for several at once. */
    static Deployment of(String region, Path folder, URI aws) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("main.tf"), """
                provider "aws" {
                  region = "%1$s"
                }

                provider "aws" {
                  alias  = "replica"
                  region = "eu-central-1"
                }

                module "messaging" {
                  source         = "%2$s/messaging"
                  environment    = "%3$s"
                  hub            = %4$s
                  hub_region     = "%5$s"
                  regions        = %6$s
                  alert_email    = "alerts@kaldrix.example"
                  anomaly_queues = 1
                  emulated       = true
                }

                module "storage" {
                  source      = "%2$s/storage"
                  environment = "%3$s"
                  emulated    = true

                  providers = {
                    aws         = aws
                    aws.replica = aws.replica
                  }
                }

                output "services" {
                  value = module.messaging.environment
                }

                output "topics" {
                  value = module.messaging.topic_arns
                }

                output "storage" {
                  value = module.storage
                }
                """.formatted(
                        region,
                        MODULES,
                        ENVIRONMENT,
                        region.equals(HUB),
                        HUB,
                        JsonMapper.shared().writeValueAsString(REGIONS)));
        Deployment deployment = new Deployment(new Terraform(folder, Terraform.emulated(aws)));
        deployment.terraform.init();
        // SQS and S3 are asked until they say the same for some time; who waits needs no processor.
        deployment.terraform.succeed("apply", "-auto-approve", "-input=false", "-parallelism=60");
        return deployment;
    }

    /** Whether another plan would change anything. */
    boolean isStable() {
        return terraform.run("plan", "-detailed-exitcode", "-input=false").exit() == 0;
    }

    /** Takes all of it away. */
    void destroy() {
        terraform.succeed("destroy", "-auto-approve", "-input=false", "-parallelism=60");
    }

    /** What a service of this region is told by its environment; nothing for a service that the region does not run. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        output("services")
                .path(service)
                .properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asString()));
        return environment;
    }

    /** The ARN of a topic. */
    String topic(String name) {
        return output("topics").path(name).asString();
    }

    /** An output of the module {@code storage}. */
    String storage(String name) {
        return output("storage").path(name).asString();
    }

    private JsonNode output(String name) {
        return JsonMapper.shared().readTree(terraform.succeed("output", "-json", name));
    }
}
