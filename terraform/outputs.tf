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

output "vpc_id" {
  description = "The network that the suite runs in."
  value       = local.vpc_id
}

output "private_subnets" {
  description = "Subnets of the database, the file system and the cluster's nodes."
  value       = local.private_subnets
}

output "public_subnets" {
  description = "Subnets for load balancers."
  value       = local.public_subnets
}

output "cluster_name" {
  description = "The EKS cluster that the suite is installed in."
  value       = local.cluster_name
}

output "role_arns" {
  description = "ARNs of the services' roles in IAM, for their service accounts with IRSA."
  value       = module.identity.role_arns
}

output "external_secrets_role_arn" {
  description = "ARN of the role that reads the suite's secrets."
  value       = module.identity.external_secrets_role_arn
}

output "secret_arns" {
  description = "ARNs of the secrets in Secrets Manager by name."
  value       = module.identity.secret_arns
}

output "database_endpoint" {
  description = "Host and port of PostgreSQL."
  value       = module.database.endpoint
}

output "database_admin_secret_arn" {
  description = "The secret with the password of kaldrix_admin."
  value       = module.database.admin_secret_arn
}

output "prometheus_volume_handle" {
  description = "volumeHandle of Prometheus' PersistentVolume."
  value       = module.efs.prometheus_volume_handle
}

output "log_shipper" {
  description = "What fluent-bit is set to."
  value       = module.logs.shipper
}

output "automation_documents" {
  description = "Names of SSM documents by what they put right."
  value       = module.automation.document_names
}

output "trail_arn" {
  description = "ARN of CloudTrail's trail; empty in regions other than the hub."
  value       = module.audit.trail_arn
}

output "alarm_names" {
  description = "Names of all alarms of this region."
  value       = module.alarms.alarm_names
}

output "dashboard_names" {
  description = "Names of CloudWatch's dashboards."
  value       = module.dashboards.dashboard_names
}

output "backups" {
  description = "Where the chart's jobs keep backups, the bucket that logs are exported to and their groups, and the jobs' roles."
  value = {
    location   = module.backup.location
    bucket     = module.storage.backups_bucket
    log_groups = local.exported_log_groups
    role_arns  = module.backup.role_arns
  }
}
