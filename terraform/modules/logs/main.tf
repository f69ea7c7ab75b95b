data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  services = ["alert-processor", "metrics-gateway", "anomaly-processor", "compliance-reporter", "cluster"]
  root     = "/kaldrix/${var.environment}"

  # Shippers of every region write to the hub's log groups, one for each region and service.
  groups = var.hub ? { for pair in setproduct(var.regions, local.services) : "${pair[0]}/${pair[1]}" => { region = pair[0], service = pair[1] } } : {}

  # Services log JSON as the Elastic Common Schema names things.
  counted = {
    errors   = "{ $.log.level = \"ERROR\" }"
    warnings = "{ $.log.level = \"WARN\" }"
  }

  filters = merge([for group, what in local.groups : {
    for name, pattern in local.counted : "${group}/${name}" => { group = group, name = name, pattern = pattern, region = what.region, service = what.service }
  } if what.service != "cluster"]...)
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.groups

  name              = "${local.root}/${each.key}"
  retention_in_days = var.retention_days
  tags              = merge(local.tags, { of-region = each.value.region, service = each.value.service })
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.filters

  name           = "${local.prefix}-${each.value.region}-${each.value.service}-${each.value.name}"
  log_group_name = aws_cloudwatch_log_group.this[each.value.group].name
  pattern        = each.value.pattern

  metric_transformation {
    name      = "${each.value.service}-${each.value.region}-${each.value.name}"
    namespace = "KALDRIX/Logs"
    value     = "1"
  }
}

# --- archive ------------------------------------------------------------------------

data "aws_iam_policy_document" "trust" {
  for_each = toset(["firehose", "logs"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "firehose" {
  statement {
    actions   = ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"]
    resources = [var.archive_bucket_arn, "${var.archive_bucket_arn}/service-logs/*"]
  }

  statement {
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [var.archive_key_arn]
  }
}

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
    resources = ["arn:${local.partition}:firehose:${local.region}:${local.account}:deliverystream/${local.prefix}-logs"]
  }
}

resource "aws_iam_role" "firehose" {
  count = var.hub ? 1 : 0

  name               = "${local.prefix}-logs-firehose-${local.region}"
  description        = "Firehose archives logs"
  assume_role_policy = data.aws_iam_policy_document.trust["firehose"].json
  tags               = local.tags
}

resource "aws_iam_role_policy" "firehose" {
  count = var.hub ? 1 : 0

  name   = "archive"
  role   = aws_iam_role.firehose[0].id
  policy = data.aws_iam_policy_document.firehose.json
}

resource "aws_kinesis_firehose_delivery_stream" "archive" {
  count = var.hub ? 1 : 0

  name        = "${local.prefix}-logs"
  destination = "extended_s3"
  tags        = local.tags

  server_side_encryption {
    enabled = true
  }

  # What CloudWatch sends is compressed already.
  extended_s3_configuration {
    role_arn            = aws_iam_role.firehose[0].arn
    bucket_arn          = var.archive_bucket_arn
    kms_key_arn         = var.archive_key_arn
    prefix              = "service-logs/!{timestamp:yyyy/MM/dd/HH}/"
    error_output_prefix = "service-logs/failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/"
    buffering_size      = 64
    buffering_interval  = 300
  }
}

resource "aws_iam_role" "send" {
  count = var.hub ? 1 : 0

  name               = "${local.prefix}-logs-send-${local.region}"
  description        = "CloudWatch sends logs to the archive"
  assume_role_policy = data.aws_iam_policy_document.trust["logs"].json
  tags               = local.tags
}

resource "aws_iam_role_policy" "send" {
  count = var.hub ? 1 : 0

  name   = "send"
  role   = aws_iam_role.send[0].id
  policy = data.aws_iam_policy_document.send.json
}

resource "aws_cloudwatch_log_subscription_filter" "archive" {
  for_each = local.groups

  name            = "archive"
  log_group_name  = aws_cloudwatch_log_group.this[each.key].name
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.archive[0].arn
  role_arn        = aws_iam_role.send[0].arn

  depends_on = [aws_iam_role_policy.send]
}

# --- shippers ------------------------------------------------------------------------

data "aws_iam_policy_document" "ship" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${var.hub_region}:${local.account}:log-group:${local.root}/${local.region}/*"]
  }
}

resource "aws_iam_role" "ship" {
  name        = "${local.prefix}-fluent-bit-${local.region}"
  description = "Ships the logs of ${local.region} to ${var.hub_region}"
  tags        = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "pods.eks.amazonaws.com" }
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = local.account
        "aws:RequestTag/kubernetes-namespace"       = var.namespace
        "aws:RequestTag/kubernetes-service-account" = "fluent-bit"
      } }
    }]
  })
}

resource "aws_eks_pod_identity_association" "ship" {
  count = var.emulated ? 0 : 1

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = "fluent-bit"
  role_arn        = aws_iam_role.ship.arn
  tags            = local.tags
}

resource "aws_iam_role_policy" "ship" {
  name   = "ship"
  role   = aws_iam_role.ship.id
  policy = data.aws_iam_policy_document.ship.json
}
