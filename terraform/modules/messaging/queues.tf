locals {
  # The gateways' WindowsProperties: into how many shards series are split.
  metric_shards = 64

  anomaly_queues = { for number in range(var.anomaly_queues) : "anomaly-processor-${number}" => {
    metrics = {
      scope = "MessageAttributes"
      filter = jsonencode({
        shard = [for shard in range(local.metric_shards) : tostring(shard) if shard % var.anomaly_queues == number]
      })
    }
  } }

  # Which queue hears what of which topic of its region; a filter is what the service reads, and null for all of the topic.
  queues = merge({
    alert-processor = {
      alerts = { scope = null, filter = null }
      events = { scope = "MessageAttributes", filter = jsonencode({ type = local.processor_hears }) }
    }
    metrics-gateway = {
      metrics = { scope = "MessageAttributes", filter = jsonencode({ type = local.gateways_hear }) }
    }
    anomaly-processor-alarms = {
      alerts = { scope = "MessageBody", filter = jsonencode({ source = ["aws.cloudwatch", "aws.guardduty", "aws.cloudtrail"] }) }
    }
    compliance-reporter = {
      findings = { scope = null, filter = null }
      events   = { scope = "MessageAttributes", filter = jsonencode({ type = local.reporter_hears }) }
    }
    }, var.hub || var.alerts_everywhere ? {
    alert-processor-global = {
      events = { scope = "MessageAttributes", filter = jsonencode({ type = local.global_view_hears }) }
    }
  } : {}, local.anomaly_queues)

  gateways_hear = [
    "com.kaldrix.kpi.partial.v1",
    "com.kaldrix.metric.election.v1",
    "com.kaldrix.metric.watch.v1",
  ]

  processor_hears = ["com.kaldrix.remediation.request.v1"]

  reporter_hears = [
    "com.kaldrix.alert.lifecycle.v1",
    "com.kaldrix.audit.write.v1",
    "com.kaldrix.remediation.result.v1",
  ]

  global_view_hears = [
    "com.kaldrix.alert.lifecycle.v1",
    "com.kaldrix.region.heartbeat.v1",
  ]

  subscriptions = merge([for queue, topics in local.queues : {
    for topic, what in topics : "${queue}/${topic}" => { queue = queue, topic = topic, scope = what.scope, filter = what.filter }
  }]...)

  # The hub's gateway hears the metrics of all regions.
  far_regions = var.hub ? [for region in var.regions : region if region != local.region] : []

  # Each of these hears what happens in every region that pages on its own.
  global_regions = distinct(concat([var.hub_region], var.global_regions))
  heard_from     = var.alerts_everywhere && contains(local.global_regions, local.region) ? [for region in var.regions : region if region != local.region] : []

  # Known before there is a queue, so that its policy is there with it.
  queue_arns = { for queue in keys(local.queues) : queue => "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.prefix}-${queue}" }

  senders = { for queue, topics in local.queues : queue => concat(
    [for topic in keys(topics) : aws_sns_topic.this[topic].arn],
    queue == "metrics-gateway" ? [for region in local.far_regions : "arn:${local.partition}:sns:${region}:${local.account}:${local.prefix}-metrics"] : [],
    queue == "alert-processor-global" ? [for region in local.heard_from : "arn:${local.partition}:sns:${region}:${local.account}:${local.prefix}-events"] : [],
  ) }
}

resource "aws_sqs_queue" "dead_letters" {
  for_each = local.queues

  name                              = "${local.prefix}-${each.key}-dlq"
  message_retention_seconds         = 1209600
  kms_master_key_id                 = aws_kms_key.messaging.arn
  kms_data_key_reuse_period_seconds = 300
  tags                              = local.tags
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                              = "${local.prefix}-${each.key}"
  visibility_timeout_seconds        = var.visibility_timeout_seconds
  message_retention_seconds         = 1209600
  receive_wait_time_seconds         = 20
  kms_master_key_id                 = aws_kms_key.messaging.arn
  kms_data_key_reuse_period_seconds = 300
  tags                              = local.tags

  lifecycle {
    # Resources of their own, below.
    ignore_changes = [policy, redrive_policy]
  }
}

resource "aws_sqs_queue_redrive_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.this[each.key].id

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.this[each.key].id
  policy    = data.aws_iam_policy_document.queue[each.key].json

  # Each sets attributes of the queue, one after the other.
  depends_on = [aws_sqs_queue_redrive_policy.this]
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  for_each = var.emulated ? {} : local.queues

  queue_url = aws_sqs_queue.dead_letters[each.key].id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this[each.key].arn]
  })
}

data "aws_iam_policy_document" "queue" {
  for_each = local.queues

  statement {
    sid       = "TopicsSend"
    actions   = ["sqs:SendMessage"]
    resources = [local.queue_arns[each.key]]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = local.senders[each.key]
    }
  }

  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [local.queue_arns[each.key]]

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
}

resource "aws_sns_topic_subscription" "queue" {
  for_each = local.subscriptions

  topic_arn            = aws_sns_topic.this[each.value.topic].arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this[each.value.queue].arn
  raw_message_delivery = true
  filter_policy_scope  = each.value.scope
  filter_policy        = each.value.filter

  depends_on = [aws_sqs_queue_policy.this]
}

# A subscription is made where its topic is: each region sends its metrics to the hub's gateway by itself.
resource "aws_sns_topic_subscription" "hub" {
  count = var.hub ? 0 : 1

  topic_arn            = aws_sns_topic.this["metrics"].arn
  protocol             = "sqs"
  endpoint             = "arn:${local.partition}:sqs:${var.hub_region}:${local.account}:${local.prefix}-metrics-gateway"
  raw_message_delivery = true
  filter_policy_scope  = "MessageAttributes"
  filter_policy        = jsonencode({ type = local.gateways_hear })
}

# And what happens here to whoever sees all regions together.
resource "aws_sns_topic_subscription" "global" {
  for_each = var.alerts_everywhere ? toset([for region in local.global_regions : region if region != local.region]) : toset([])

  topic_arn            = aws_sns_topic.this["events"].arn
  protocol             = "sqs"
  endpoint             = "arn:${local.partition}:sqs:${each.key}:${local.account}:${local.prefix}-alert-processor-global"
  raw_message_delivery = true
  filter_policy_scope  = "MessageAttributes"
  filter_policy        = jsonencode({ type = local.global_view_hears })
}
