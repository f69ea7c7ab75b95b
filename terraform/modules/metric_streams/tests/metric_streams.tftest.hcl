mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
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
  environment    = "prod"
  gateway_url    = "https://metrics.example.com/firehose/cloudwatch"
  access_key     = "key"
  bucket_arn     = "arn:aws:s3:::monitoring"
  bucket_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "as_the_gateway_reads_it" {
  assert {
    condition     = aws_cloudwatch_metric_stream.this[0].output_format == "opentelemetry1.0"
    error_message = "The gateway reads OpenTelemetry 1.0."
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.this.http_endpoint_configuration[0].buffering_size == 5
    error_message = "Deliveries are small enough for the gateway."
  }

  assert {
    condition     = !contains([for filter in aws_cloudwatch_metric_stream.this[0].include_filter : filter.namespace], "KALDRIX")
    error_message = "What the gateway pushed does not come back to it."
  }
}

run "an_address_without_tls_is_refused" {
  command = plan

  variables {
    gateway_url = "http://metrics.example.com/firehose/cloudwatch"
  }

  expect_failures = [var.gateway_url]
}
