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

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:group" }
  }
}

variables {
  environment    = "prod"
  hub            = true
  records_bucket = "records"
}

run "one_trail_for_all_regions" {
  assert {
    condition     = aws_cloudtrail.this[0].is_multi_region_trail && aws_cloudtrail.this[0].enable_log_file_validation && aws_cloudtrail.this[0].include_global_service_events
    error_message = "The trail covers all regions, and nobody alters it unseen."
  }

  assert {
    condition     = aws_cloudwatch_log_group.trail[0].retention_in_days == 365
    error_message = "The log is searched for a year."
  }

  assert {
    condition     = length(aws_cloudtrail.this[0].insight_selector) == 2
    error_message = "Unusual rates of calls and of errors are found."
  }
}

run "other_regions_need_none" {
  variables {
    hub = false
  }

  assert {
    condition     = length(aws_cloudtrail.this) == 0 && length(aws_kms_key.audit) == 0
    error_message = "Two trails would bill twice."
  }
}
