locals {
  # The hub first, as people read it. Names say where things are, so that no region has to ask another.
  all_regions = concat([var.hub_region], [for region in var.regions : region if region != var.hub_region])

  service_environment = {
    alert-processor = {
      SNS_TOPIC_ARN         = aws_sns_topic.this["notifications"].arn
      KALDRIX_TOPICS_EVENTS = aws_sns_topic.this["events"].arn
      KALDRIX_INTAKE_QUEUES = join(",", [for region in(var.alerts_everywhere ? [local.region] : local.all_regions) : "${region}:${aws_sqs_queue.this["alert-processor"].name}"])
      KALDRIX_GLOBAL_HUB    = tostring(var.hub)
      KALDRIX_GLOBAL_QUEUE  = "${local.region}:${local.prefix}-alert-processor-global"
    }
    metrics-gateway = {
      KALDRIX_HUB            = tostring(var.hub)
      KALDRIX_TOPICS_METRICS = aws_sns_topic.this["metrics"].arn
      KALDRIX_TOPICS_ALERTS  = aws_sns_topic.this["alerts"].arn
      KALDRIX_KPI_QUEUE      = "${local.region}:${aws_sqs_queue.this["metrics-gateway"].name}"
    }
    anomaly-processor = {
      KALDRIX_INTAKE_QUEUE   = "${local.region}:${local.prefix}-anomaly-processor"
      KALDRIX_ALARMS_QUEUE   = "${local.region}:${aws_sqs_queue.this["anomaly-processor-alarms"].name}"
      KALDRIX_SHARDS_COUNT   = tostring(var.anomaly_queues)
      KALDRIX_TOPICS_ALERTS  = aws_sns_topic.this["alerts"].arn
      KALDRIX_TOPICS_EVENTS  = aws_sns_topic.this["events"].arn
      KALDRIX_TOPICS_METRICS = aws_sns_topic.this["metrics"].arn
    }
    compliance-reporter = {
      KALDRIX_INTAKE_QUEUES = join(",", [for region in local.all_regions : "${region}:${aws_sqs_queue.this["compliance-reporter"].name}"])
      KALDRIX_TOPICS_ALERTS = aws_sns_topic.this["alerts"].arn
      KALDRIX_TOPICS_EVENTS = aws_sns_topic.this["events"].arn
    }
  }
}
