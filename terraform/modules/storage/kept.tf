locals {
  # Buckets of what is evidence, or the way back. Both are replicated.
  kept = {
    records = { locked = true, days = var.records_retention_days }
    backups = { locked = false, days = var.backups_retention_days }
  }

  writers = {
    records = {
      cloudtrail = { service = "cloudtrail.amazonaws.com", prefix = "cloudtrail/AWSLogs/${data.aws_caller_identity.current.account_id}" }
    }
    backups = {
      config = { service = "config.amazonaws.com", prefix = "config/AWSLogs/${data.aws_caller_identity.current.account_id}" }
      logs   = { service = "logs.${data.aws_region.current.name}.amazonaws.com", prefix = "logs" }
    }
  }

  kept_names = { for name in keys(local.kept) :
    name => "${var.environment}-kaldrix-${name}-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
  }
}

resource "aws_s3_bucket" "kept" {
  for_each = local.kept

  bucket              = local.kept_names[each.key]
  object_lock_enabled = each.value.locked
  tags                = local.tags
}

resource "aws_s3_bucket_ownership_controls" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.monitoring.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

# What is written without a retention of its own, such as CloudTrail's logs, is locked for this long.
resource "aws_s3_bucket_object_lock_configuration" "records" {
  bucket = aws_s3_bucket.kept["records"].id

  rule {
    default_retention {
      mode = var.records_lock_mode
      days = var.records_lock_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.kept]
}

resource "aws_s3_bucket_lifecycle_configuration" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id

  rule {
    id     = "by-age"
    status = "Enabled"

    filter {
      prefix = ""
    }

    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = each.value.days
    }

    noncurrent_version_expiration {
      noncurrent_days = var.deleted_versions_retention_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  lifecycle {
    precondition {
      condition     = each.value.days >= 180
      error_message = "records_retention_days and backups_retention_days are at least 180, for S3 bills 90 days of Glacier Instant Retrieval after the move at 90."
    }

    precondition {
      condition     = !each.value.locked || each.value.days >= var.records_lock_days
      error_message = "records_retention_days is not shorter than records_lock_days: what is locked cannot be deleted."
    }
  }

  depends_on = [aws_s3_bucket_versioning.kept]
}

data "aws_iam_policy_document" "kept" {
  for_each = local.kept

  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.kept[each.key].arn, "${aws_s3_bucket.kept[each.key].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  # Each writes under a prefix of its own, and nothing else. Config takes no bucket that locks by default.
  dynamic "statement" {
    for_each = local.writers[each.key]

    content {
      sid       = "${title(statement.key)}Looks"
      actions   = ["s3:GetBucketAcl", "s3:ListBucket"]
      resources = [aws_s3_bucket.kept[each.key].arn]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = local.writers[each.key]

    content {
      sid       = "${title(statement.key)}Writes"
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.kept[each.key].arn}/${statement.value.prefix}/*"]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "kept" {
  for_each = local.kept

  bucket = aws_s3_bucket.kept[each.key].id
  policy = data.aws_iam_policy_document.kept[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.kept]
}

# Signs checkpoints of the audit trail and manifests of reports; the private key never leaves KMS.
resource "aws_kms_key" "trail" {
  description              = "Signs the audit trail of ${var.environment} in ${data.aws_region.current.name}"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = var.kms_key_deletion_window_days
  tags                     = local.tags
}

resource "aws_kms_alias" "trail" {
  name          = "alias/${var.environment}-kaldrix-trail"
  target_key_id = aws_kms_key.trail.key_id
}
