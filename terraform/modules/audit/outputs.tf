output "trail_arn" {
  description = "ARN of the trail; empty in regions other than the hub, which the hub's trail covers."
  value       = try(aws_cloudtrail.this[0].arn, "")
}

output "log_group_names" {
  description = "Names of log groups that are exported day by day."
  value       = [for group in aws_cloudwatch_log_group.trail : group.name]
}
