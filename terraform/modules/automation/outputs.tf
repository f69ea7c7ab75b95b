output "document_names" {
  description = "Names of the SSM documents by what they do."
  value       = { for what, document in aws_ssm_document.this : what => document.name }
}

output "role_arn" {
  description = "ARN of the role that carries them out; whoever starts one needs iam:PassRole for it."
  value       = aws_iam_role.this.arn
}
