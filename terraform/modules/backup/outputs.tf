output "vault_arn" {
  description = "ARN of the vault that backups are in."
  value       = aws_backup_vault.this.arn
}

output "copy_vault_arn" {
  description = "ARN of the vault in the second region that copies are in."
  value       = aws_backup_vault.copy.arn
}

output "role_arns" {
  description = "ARNs of the roles of the chart's jobs: backup, which writes and exports logs, and restore-drill, which reads back."
  value       = { for account, role in aws_iam_role.job : account => role.arn }
}

output "policies" {
  description = "What each of these jobs may call, as a policy document in JSON."
  value       = local.policies
}

output "location" {
  description = "Where the jobs keep backups: BACKUP_LOCATION of both."
  value       = "s3://${var.backups_bucket}/backups"
}
