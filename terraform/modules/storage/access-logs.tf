# Who read and wrote which object. S3 delivers logs only to a bucket that is encrypted with its own keys.
resource "aws_s3_bucket" "access_logs" {
  bucket = "${var.environment}-kaldrix-access-logs-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
  tags   = local.tags

  # moto delivers its logs at once, and what is tried there is to leave nothing.
  force_destroy = var.emulated
}

resource "aws_s3_bucket_ownership_controls" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    id     = "by-age"
    status = "Enabled"

    filter {
      prefix = ""
    }

    expiration {
      days = var.access_logs_retention_days
    }
  }
}

data "aws_iam_policy_document" "access_logs" {
  statement {
    sid       = "S3Delivers"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.access_logs.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id
  policy = data.aws_iam_policy_document.access_logs.json

  depends_on = [aws_s3_bucket_public_access_block.access_logs]
}

resource "aws_s3_bucket_logging" "monitoring" {
  bucket        = aws_s3_bucket.monitoring.id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "monitoring/"

  depends_on = [aws_s3_bucket_policy.access_logs]
}

resource "aws_s3_bucket_logging" "kept" {
  for_each = local.kept

  bucket        = aws_s3_bucket.kept[each.key].id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "${each.key}/"

  depends_on = [aws_s3_bucket_policy.access_logs]
}
