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

  mock_resource "aws_kinesis_firehose_delivery_stream" {
    defaults = { arn = "arn:aws:firehose:us-east-1:123456789012:deliverystream/stream" }
  }
}

variables {
  environment        = "prod"
  hub                = true
  hub_region         = "us-east-1"
  regions            = ["us-east-1", "us-west-2", "eu-west-1"]
  archive_bucket_arn = "arn:aws:s3:::monitoring"
  archive_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  cluster_name       = "kaldrix-eks-us-east-1"
}

run "the_hub_keeps_the_logs_of_every_region" {
  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 15 && alltrue([for group in aws_cloudwatch_log_group.this : group.retention_in_days == 90])
    error_message = "Each region's services and cluster have a log group that forgets."
  }

  assert {
    condition     = length(aws_cloudwatch_log_subscription_filter.archive) == 15 && length(aws_cloudwatch_log_metric_filter.this) == 24
    error_message = "Every line is archived, and errors are counted."
  }
}

run "another_region_only_ships" {
  variables {
    hub = false
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 0 && output.shipper.region == "us-east-1"
    error_message = "Logs go to the hub."
  }
}
