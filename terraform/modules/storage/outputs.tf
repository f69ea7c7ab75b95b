output "bucket" {
  description = "Name of the bucket for monitoring data."
  value       = aws_s3_bucket.monitoring.id
}

output "archive_location" {
  description = "What the gateways' kaldrix.archive.location is set to (KALDRIX_ARCHIVE_LOCATION)."
  value       = "s3://${aws_s3_bucket.monitoring.id}/${var.archive_prefix}"
}

output "kms_key_arn" {
  description = "The key that all objects are encrypted with unless a writer names another."
  value       = aws_kms_key.monitoring.arn
}

output "archive_writer_policy" {
  description = "What a gateway's role may do with the archive, as a policy document in JSON."
  value       = data.aws_iam_policy_document.archive_writer.json
}
