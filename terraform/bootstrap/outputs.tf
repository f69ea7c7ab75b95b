output "backend" {
  description = "What backend.hcl holds: bucket, region, key and lock of the state."
  value       = <<-HCL
    bucket         = "${aws_s3_bucket.state.id}"
    region         = "${var.region}"
    encrypt        = true
    kms_key_id     = "${aws_kms_key.state.arn}"
    dynamodb_table = "${aws_dynamodb_table.lock.name}"
  HCL
}
