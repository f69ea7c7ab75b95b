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

output "records_bucket" {
  description = "Name of the bucket for records, under Object Lock: checkpoints, reports, CloudTrail's logs."
  value       = aws_s3_bucket.kept["records"].id

  # What writes there is allowed to from the beginning.
  depends_on = [aws_s3_bucket_policy.kept]
}

output "backups_bucket" {
  description = "Name of the bucket for exports of logs and dashboards, and for Config's snapshots."
  value       = aws_s3_bucket.kept["backups"].id

  depends_on = [aws_s3_bucket_policy.kept]
}

output "replica_buckets" {
  description = "Names of the buckets in the second region by what they are copies of."
  value       = { for name, bucket in aws_s3_bucket.replica : name => bucket.id }
}

output "trail_location" {
  description = "What compliance-reporter's kaldrix.trail.location is set to."
  value       = "s3://${aws_s3_bucket.kept["records"].id}/trail"
}

output "reports_location" {
  description = "What compliance-reporter's kaldrix.reports.location is set to."
  value       = "s3://${aws_s3_bucket.kept["records"].id}/reports"
}

output "trail_key_arn" {
  description = "What compliance-reporter's kaldrix.trail.key is set to."
  value       = aws_kms_key.trail.arn
}
