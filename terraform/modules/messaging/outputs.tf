output "topic_arns" {
  description = "ARNs of this region's topics by what they carry: alerts, metrics, findings, notifications, events."
  value       = { for topic, made in aws_sns_topic.this : topic => made.arn }

  # Whoever gets an address may use it at once.
  depends_on = [aws_sns_topic_policy.this, aws_sns_topic_subscription.queue, aws_sqs_queue_policy.this]
}

output "queue_names" {
  description = "Names of this region's queues by who reads them, without the dead-letter queues."
  value       = { for queue, made in aws_sqs_queue.this : queue => made.name }
}

output "dead_letter_queue_names" {
  description = "Names of the dead-letter queues by whose queue they stand behind, and that of events that no topic took."
  value = merge(
    { for queue, made in aws_sqs_queue.dead_letters : queue => made.name },
    { undelivered-events = aws_sqs_queue.undelivered_events.name },
  )
}

output "kms_key_arn" {
  description = "The key that this region's topics and queues are encrypted with."
  value       = aws_kms_key.messaging.arn
}

output "environment" {
  description = "Environment variables of each service in this region that say where its topics and queues are."
  value = {
    for service, own in local.service_environment :
    service => merge({ AWS_REGION = local.region, KALDRIX_REGION = local.region, KALDRIX_ENVIRONMENT = var.environment }, own)
    if var.hub || contains(["metrics-gateway", "anomaly-processor"], service) || service == "alert-processor" && var.alerts_everywhere
  }

  depends_on = [aws_sns_topic_policy.this, aws_sns_topic_subscription.queue, aws_sqs_queue_policy.this]
}
