mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "123456789012"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "us-east-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    }
  }

  mock_resource "aws_sns_topic" {
    defaults = {
      arn = "arn:aws:sns:us-east-1:123456789012:topic"
    }
  }

  mock_resource "aws_sqs_queue" {
    defaults = {
      arn = "arn:aws:sqs:us-east-1:123456789012:queue"
    }
  }

  mock_resource "aws_cloudwatch_event_rule" {
    defaults = {
      arn = "arn:aws:events:us-east-1:123456789012:rule/rule"
    }
  }
}

variables {
  environment = "prod"
  hub         = true
  hub_region  = "us-east-1"
  regions     = ["us-east-1", "us-west-2", "eu-west-1"]
  alert_email = "alerts@kaldrix.com"
}

run "names_are_those_that_services_know" {
  assert {
    condition     = toset([for topic in aws_sns_topic.this : topic.name]) == toset(["prod-kaldrix-alerts", "prod-kaldrix-metrics", "prod-kaldrix-findings", "prod-kaldrix-notifications", "prod-kaldrix-events"])
    error_message = "There are five topics, named after the environment."
  }

  assert {
    condition     = length(aws_sqs_queue.this) == 13 && length(aws_sqs_queue.dead_letters) == 13
    error_message = "There is a queue for each reader, and a dead-letter queue for each queue."
  }

  assert {
    condition     = alltrue([for policy in aws_sqs_queue_redrive_policy.this : jsondecode(policy.redrive_policy).maxReceiveCount == 5])
    error_message = "A message is given up after five receives."
  }

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.this), values(aws_sqs_queue.dead_letters)) : queue.kms_master_key_id == aws_kms_key.messaging.arn])
    error_message = "Every queue is encrypted with the suite's key."
  }

  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.kms_master_key_id == aws_kms_key.messaging.arn])
    error_message = "Every topic is encrypted with the suite's key."
  }
}

run "subscriptions_say_what_services_read" {
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.queue["alert-processor/events"].filter_policy).type == ["com.kaldrix.remediation.request.v1"]
    error_message = "Of the suite's events alert-processor acts on requests of remediation alone."
  }

  assert {
    condition = jsondecode(aws_sns_topic_subscription.queue["compliance-reporter/events"].filter_policy).type == [
      "com.kaldrix.alert.lifecycle.v1",
      "com.kaldrix.audit.write.v1",
      "com.kaldrix.remediation.result.v1",
    ]
    error_message = "Lifecycles, writes and results of remediation are evidence."
  }

  assert {
    condition = toset(flatten([for number in range(8) :
      jsondecode(aws_sns_topic_subscription.queue["anomaly-processor-${number}/metrics"].filter_policy).shard
    ])) == toset([for shard in range(64) : tostring(shard)])
    error_message = "Every shard goes to a queue."
  }

  assert {
    condition     = sum([for number in range(8) : length(jsondecode(aws_sns_topic_subscription.queue["anomaly-processor-${number}/metrics"].filter_policy).shard)]) == 64
    error_message = "No shard goes to two queues."
  }

  assert {
    condition     = alltrue([for subscription in aws_sns_topic_subscription.queue : subscription.raw_message_delivery])
    error_message = "Queues get messages as they were published."
  }

  assert {
    condition     = aws_sns_topic_subscription.email.endpoint == "alerts@kaldrix.com" && aws_sns_topic_subscription.email.protocol == "email"
    error_message = "alert_email is subscribed."
  }
}

run "the_hub_takes_metrics_of_every_region" {
  assert {
    condition     = length(aws_sns_topic_subscription.hub) == 0
    error_message = "The hub does not subscribe to itself twice."
  }

  assert {
    condition = toset(data.aws_iam_policy_document.queue["metrics-gateway"].statement[0].condition[*].values[0]) != null && length(setintersection(
      toset(flatten(data.aws_iam_policy_document.queue["metrics-gateway"].statement[0].condition[*].values)),
      toset(["arn:aws:sns:us-west-2:123456789012:prod-kaldrix-metrics", "arn:aws:sns:eu-west-1:123456789012:prod-kaldrix-metrics"]),
    )) == 2
    error_message = "Topics of the other regions may send to the hub's gateway."
  }

  assert {
    condition     = output.environment["alert-processor"].KALDRIX_INTAKE_QUEUES == "us-east-1:prod-kaldrix-alert-processor,us-west-2:prod-kaldrix-alert-processor,eu-west-1:prod-kaldrix-alert-processor"
    error_message = "alert-processor reads the queues of all regions, the hub's first."
  }
}

run "another_region_sends_its_metrics_to_the_hub" {
  variables {
    hub        = false
    hub_region = "us-west-2"
  }

  assert {
    condition     = aws_sns_topic_subscription.hub[0].endpoint == "arn:aws:sqs:us-west-2:123456789012:prod-kaldrix-metrics-gateway"
    error_message = "The hub's gateway hears this region."
  }

  assert {
    condition     = keys(output.environment) == ["anomaly-processor", "metrics-gateway"]
    error_message = "Other regions run gateways and anomaly-processors alone."
  }
}

run "each_region_pages_on_its_own_where_that_is_wanted" {
  variables {
    hub               = false
    hub_region        = "us-west-2"
    alerts_everywhere = true
    global_regions    = ["us-west-2", "eu-west-1"]
  }

  assert {
    condition     = output.environment["alert-processor"].KALDRIX_INTAKE_QUEUES == "us-east-1:prod-kaldrix-alert-processor" && output.environment["alert-processor"].KALDRIX_GLOBAL_HUB == "false"
    error_message = "A region reads its own queue alone."
  }

  assert {
    condition = toset([for subscription in aws_sns_topic_subscription.global : subscription.endpoint]) == toset([
      "arn:aws:sqs:us-west-2:123456789012:prod-kaldrix-alert-processor-global",
      "arn:aws:sqs:eu-west-1:123456789012:prod-kaldrix-alert-processor-global",
    ])
    error_message = "What happens here reaches the hub, and whoever may take its place."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.queue["alert-processor-global/events"].filter_policy).type == ["com.kaldrix.alert.lifecycle.v1", "com.kaldrix.region.heartbeat.v1"]
    error_message = "The global view reads lifecycles and heartbeats, of its own region too."
  }
}

run "the_hub_hears_what_happens_in_every_region" {
  variables {
    alerts_everywhere = true
  }

  assert {
    condition     = length(aws_sns_topic_subscription.global) == 0 && output.environment["alert-processor"].KALDRIX_GLOBAL_HUB == "true"
    error_message = "The hub hears itself by its own subscription."
  }

  assert {
    condition = length(setintersection(
      toset(flatten(data.aws_iam_policy_document.queue["alert-processor-global"].statement[0].condition[*].values)),
      toset(["arn:aws:sns:us-west-2:123456789012:prod-kaldrix-events", "arn:aws:sns:eu-west-1:123456789012:prod-kaldrix-events"]),
    )) == 2
    error_message = "Topics of the other regions may send to the hub's global view."
  }
}

run "events_reach_whoever_reads_them" {
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["security-hub-ocsf"].event_pattern)["detail-type"] == ["Findings Imported V2"]
    error_message = "Both forms of Security Hub are heard."
  }

  assert {
    condition     = toset([for key, target in aws_cloudwatch_event_target.this : key if target.rule == "prod-kaldrix-guardduty"]) == toset(["guardduty/alerts", "guardduty/findings"])
    error_message = "GuardDuty may page and is evidence."
  }

  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.this : length(target.dead_letter_config) == 1])
    error_message = "An event that a topic does not take is kept."
  }
}

run "an_address_that_is_none_is_refused" {
  command = plan

  variables {
    alert_email = "nobody"
  }

  expect_failures = [var.alert_email]
}

run "more_queues_than_shards_are_refused" {
  command = plan

  variables {
    anomaly_queues = 65
  }

  expect_failures = [var.anomaly_queues]
}
