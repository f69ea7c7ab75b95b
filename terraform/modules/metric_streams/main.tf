data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  name = "${var.environment}-kaldrix-metrics"
  tags = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["firehose", "streams.metrics.cloudwatch"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "firehose" {
  statement {
    sid       = "KeepWhatIsNotTaken"
    actions   = ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"]
    resources = [var.bucket_arn, "${var.bucket_arn}/not-delivered/*"]
  }

  statement {
    sid       = "Encrypt"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [var.bucket_key_arn]
  }

  statement {
    sid       = "Log"
    actions   = ["logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.firehose.arn}:log-stream:*"]
  }
}

data "aws_iam_policy_document" "stream" {
  statement {
    actions   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
    resources = [aws_kinesis_firehose_delivery_stream.this.arn]
  }
}

resource "aws_cloudwatch_log_group" "firehose" {
  name              = "/aws/kinesisfirehose/${local.name}"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "firehose" {
  name           = "gateway"
  log_group_name = aws_cloudwatch_log_group.firehose.name
}

resource "aws_iam_role" "firehose" {
  name               = "${local.name}-firehose-${data.aws_region.current.name}"
  description        = "Firehose keeps what the gateway did not take"
  assume_role_policy = data.aws_iam_policy_document.trust["firehose"].json
  tags               = local.tags
}

resource "aws_iam_role_policy" "firehose" {
  name   = "keep"
  role   = aws_iam_role.firehose.id
  policy = data.aws_iam_policy_document.firehose.json
}

resource "aws_kinesis_firehose_delivery_stream" "this" {
  name        = local.name
  destination = "http_endpoint"
  tags        = local.tags

  server_side_encryption {
    enabled = true
  }

  http_endpoint_configuration {
    name               = "metrics-gateway"
    url                = var.gateway_url
    access_key         = var.access_key
    role_arn           = aws_iam_role.firehose.arn
    buffering_size     = 5
    buffering_interval = 60
    retry_duration     = 7200
    s3_backup_mode     = "FailedDataOnly"

    request_configuration {
      content_encoding = "GZIP"
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.firehose.name
      log_stream_name = aws_cloudwatch_log_stream.firehose.name
    }

    s3_configuration {
      role_arn           = aws_iam_role.firehose.arn
      bucket_arn         = var.bucket_arn
      prefix             = "not-delivered/"
      compression_format = "GZIP"
      kms_key_arn        = var.bucket_key_arn
    }
  }
}

resource "aws_iam_role" "stream" {
  name               = "${local.name}-stream-${data.aws_region.current.name}"
  description        = "CloudWatch streams metrics to Firehose"
  assume_role_policy = data.aws_iam_policy_document.trust["streams.metrics.cloudwatch"].json
  tags               = local.tags
}

resource "aws_iam_role_policy" "stream" {
  name   = "stream"
  role   = aws_iam_role.stream.id
  policy = data.aws_iam_policy_document.stream.json
}

resource "aws_cloudwatch_metric_stream" "this" {
  count = var.emulated ? 0 : 1

  name          = local.name
  role_arn      = aws_iam_role.stream.arn
  firehose_arn  = aws_kinesis_firehose_delivery_stream.this.arn
  output_format = "opentelemetry1.0"
  tags          = local.tags

  dynamic "include_filter" {
    for_each = toset(var.namespaces)

    content {
      namespace = include_filter.value
    }
  }
}
