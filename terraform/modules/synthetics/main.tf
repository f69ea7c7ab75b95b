data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  all = {
    health      = { handler = "http.handler", minutes = 1, environment = { TARGET = var.targets.health, STEP = "health" } }
    api         = { handler = "http.handler", minutes = 1, environment = { TARGET = var.targets.api, STEP = "api" } }
    transaction = { handler = "http.handler", minutes = 5, environment = { TARGET = var.targets.transaction, STEP = "transaction", METHOD = "POST", BODY = var.targets.transaction_body } }
    network     = { handler = "network.handler", minutes = 5, environment = { PLACES = join(",", var.targets.network) } }
  }

  wanted = {
    health      = var.targets.health != ""
    api         = var.targets.api != ""
    transaction = var.targets.transaction != ""
    network     = length(var.targets.network) > 0
  }

  canaries = { for name, canary in local.all : name => canary if local.wanted[name] }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "canary" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${var.artifacts_bucket}/canaries/*"]
  }

  statement {
    actions   = ["s3:GetBucketLocation"]
    resources = ["arn:${local.partition}:s3:::${var.artifacts_bucket}"]
  }

  statement {
    actions   = ["s3:ListAllMyBuckets"]
    resources = ["*"]
  }

  statement {
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [var.artifacts_key_arn]
  }

  statement {
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["CloudWatchSynthetics"]
    }
  }

  statement {
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/lambda/cwsyn-*"]
  }
}

resource "aws_iam_role" "canary" {
  count = length(local.canaries) > 0 ? 1 : 0

  name               = "${local.prefix}-canaries-${local.region}"
  description        = "Canaries keep what they see"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "canary" {
  count = length(local.canaries) > 0 ? 1 : 0

  name   = "keep"
  role   = aws_iam_role.canary[0].id
  policy = data.aws_iam_policy_document.canary.json
}

# canaries.zip holds the scripts of canaries/, as Synthetics wants them; a test compares the two.
resource "aws_synthetics_canary" "this" {
  for_each = local.canaries

  # At most 21 small letters, digits, hyphens and underscores.
  name                 = substr("${substr(var.environment, 0, 8)}-${each.key}", 0, 21)
  artifact_s3_location = "s3://${var.artifacts_bucket}/canaries/${each.key}/"
  execution_role_arn   = aws_iam_role.canary[0].arn
  handler              = each.value.handler
  zip_file             = "${path.module}/canaries.zip"
  runtime_version      = var.runtime
  start_canary         = true
  delete_lambda        = true
  tags                 = local.tags

  schedule {
    expression = each.value.minutes == 1 ? "rate(1 minute)" : "rate(${each.value.minutes} minutes)"
  }

  run_config {
    timeout_in_seconds    = 60
    environment_variables = each.value.environment
  }

  depends_on = [aws_iam_role_policy.canary]
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.canaries

  alarm_name          = "${local.prefix}-canary-${each.key}"
  alarm_description   = "The canary ${each.key} fails in ${local.region}: users find what it finds"
  namespace           = "CloudWatchSynthetics"
  metric_name         = "SuccessPercent"
  statistic           = "Average"
  dimensions          = { CanaryName = aws_synthetics_canary.this[each.key].name }
  comparison_operator = "LessThanThreshold"
  threshold           = 90
  period              = each.value.minutes * 60
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [var.alerts_topic_arn]
  ok_actions          = [var.alerts_topic_arn]
  tags                = local.tags
}
