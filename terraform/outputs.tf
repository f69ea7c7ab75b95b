output "environment" {
  description = "Environment variables of each service in this region: where its topics, queues and buckets are. Helm's values take them as they are."
  value       = local.service_environment
}

output "topic_arns" {
  description = "ARNs of this region's topics by what they carry."
  value       = module.messaging.topic_arns
}

output "queue_names" {
  description = "Names of this region's queues by who reads them."
  value       = module.messaging.queue_names
}

output "monitoring_bucket" {
  description = "The bucket for monitoring data."
  value       = module.storage.bucket
}
