mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }
}

variables {
  environment       = "prod"
  artifacts_bucket  = "backups"
  artifacts_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  alerts_topic_arn  = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts"
  targets = {
    health      = "https://kaldrix.example.com/health"
    api         = "https://kaldrix.example.com/api/v1/status"
    transaction = "https://kaldrix.example.com/api/v1/transactions"
    network     = ["node-1.example.com:9944", "node-2.example.com:9944"]
  }
}

run "four_canaries_each_with_an_alarm" {
  assert {
    condition     = toset(keys(aws_synthetics_canary.this)) == toset(["health", "api", "transaction", "network"]) && length(aws_cloudwatch_metric_alarm.this) == 4
    error_message = "Health, API, transactions and the network are tried."
  }

  assert {
    condition     = alltrue([for canary in aws_synthetics_canary.this : length(canary.name) <= 21])
    error_message = "Names are as short as Synthetics wants them."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.treat_missing_data == "breaching"])
    error_message = "A canary that is silent is one that fails."
  }
}

run "what_has_no_target_has_no_canary" {
  variables {
    targets = { health = "https://kaldrix.example.com/health" }
  }

  assert {
    condition     = keys(aws_synthetics_canary.this) == ["health"]
    error_message = "Only what was named is tried."
  }
}

run "an_address_without_tls_is_refused" {
  command = plan

  variables {
    targets = { health = "http://kaldrix.example.com/health" }
  }

  expect_failures = [var.targets]
}
