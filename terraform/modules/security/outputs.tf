output "config_rule_names" {
  description = "Names of the Config rules."
  value       = keys(aws_config_config_rule.this)
}

output "guardduty_detector_id" {
  description = "Identifier of GuardDuty's detector in this region."
  value       = aws_guardduty_detector.this.id
}

output "remediation_role_arn" {
  description = "ARN of the role that puts right what Config finds."
  value       = aws_iam_role.remediation.arn
}
