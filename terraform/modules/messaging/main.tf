data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  topics = {
    alerts        = "Whatever may page: alarms of CloudWatch, events, signals of our own."
    metrics       = "Windows of metrics by shard, partial KPIs, elections of senders, what detectors ask for."
    findings      = "What security services and configuration recorders find."
    notifications = "Notifications for people; never an input."
    events        = "What happened in the suite: lifecycles, writes, remediation."
  }

  # Who beside the account's own roles may publish to a topic.
  publishers = {
    alerts        = ["cloudwatch.amazonaws.com", "events.amazonaws.com"]
    metrics       = []
    findings      = ["events.amazonaws.com"]
    notifications = ["cloudwatch.amazonaws.com"]
    events        = []
  }
}

# --- the key ----------------------------------------------------------------

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }

  # The topics of other regions send to the hub's queues, so that the region of the sender is left open.
  statement {
    sid       = "ServicesThatSend"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_kms_key" "messaging" {
  description             = "Topics and queues of ${var.environment} in ${local.region}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_key_deletion_window_days
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = local.tags
}

resource "aws_kms_alias" "messaging" {
  name          = "alias/${local.prefix}-messaging"
  target_key_id = aws_kms_key.messaging.key_id
}

# --- topics -----------------------------------------------------------------

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "${local.prefix}-${each.key}"
  display_name      = each.key == "notifications" ? "KALDRIX ${var.environment}" : null
  kms_master_key_id = aws_kms_key.messaging.arn
  tags              = merge(local.tags, { carries = each.key })
}

data "aws_iam_policy_document" "topic" {
  for_each = local.topics

  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this[each.key].arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = local.publishers[each.key]

    content {
      sid       = replace(title(split(".", statement.value)[0]), "/[^A-Za-z]/", "")
      actions   = ["sns:Publish"]
      resources = [aws_sns_topic.this[each.key].arn]

      principals {
        type        = "Service"
        identifiers = [statement.value]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics

  arn    = aws_sns_topic.this[each.key].arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sns_topic_subscription" "email" {
  topic_arn = aws_sns_topic.this["notifications"].arn
  protocol  = "email"
  endpoint  = var.alert_email
}
