output "role_arns" {
  description = "ARNs of the services' roles, for the annotation eks.amazonaws.com/role-arn of their service accounts with IRSA."
  value       = { for service, role in aws_iam_role.service : service => role.arn }
}

output "policies" {
  description = "What each service may call, as a policy document in JSON."
  value       = local.policies
}

output "external_secrets_role_arn" {
  description = "ARN of the role that reads the secrets."
  value       = aws_iam_role.external_secrets.arn
}

output "secret_arns" {
  description = "ARNs of the secrets by name."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "secrets_key_arn" {
  description = "The key that secrets are encrypted with."
  value       = aws_kms_key.secrets.arn
}

output "claims_bucket" {
  description = "The hub's bucket, in which regions that believe to be the hub agree on who tells of a silent region."
  value       = local.claims_bucket
}

output "job_trust" {
  description = "Who may take the roles of the service accounts backup and restore-drill, as policy documents in JSON."
  value       = { for account in local.jobs : account => local.trust[account] }
}

output "secret_keys" {
  description = "Which keys of the secret alert-processor are secrets of their own, by their names in Secrets Manager; those that have a value."
  value = { for key, name in { PAGERDUTY_KEY = "pagerduty-integration-key", SLACK_WEBHOOK = "slack-webhook-url" } :
    key => aws_secretsmanager_secret.this[name].name if contains(keys(aws_secretsmanager_secret_version.this), name)
  }
}

output "grafana_role_arn" {
  description = "ARN of the role that Grafana reads CloudWatch's metrics with."
  value       = aws_iam_role.grafana.arn
}
