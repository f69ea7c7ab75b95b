output "log_group_names" {
  description = "Names of the log groups; none in regions other than the hub."
  value       = [for group in aws_cloudwatch_log_group.this : group.name]
}

output "shipper" {
  description = "What fluent-bit's output cloudwatch_logs is set to: region, and the beginning of log_group_name; and the role of its service account."
  value = {
    region           = var.hub_region
    log_group_prefix = "${local.root}/${local.region}/"
    role_arn         = aws_iam_role.ship.arn
  }
}
