output "vault_arn" {
  description = "ARN of the vault that backups are in."
  value       = aws_backup_vault.this.arn
}

output "copy_vault_arn" {
  description = "ARN of the vault in the second region that copies are in."
  value       = aws_backup_vault.copy.arn
}
