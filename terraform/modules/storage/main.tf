data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  # Bucket names are shared by all accounts of the world.
  bucket = "${var.environment}-kaldrix-monitoring-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
  tags   = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  statement {
    sid       = "WritersEncrypt"
    actions   = ["kms:GenerateDataKey*", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["config.amazonaws.com", "logs.${data.aws_region.current.name}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_kms_key" "monitoring" {
  description             = "Monitoring data of ${var.environment} in ${data.aws_region.current.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_key_deletion_window_days
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = local.tags
}

resource "aws_kms_alias" "monitoring" {
  name          = "alias/${var.environment}-kaldrix-monitoring"
  target_key_id = aws_kms_key.monitoring.key_id
}

resource "aws_s3_bucket" "monitoring" {
  bucket = local.bucket
  tags   = local.tags
}

resource "aws_s3_bucket_ownership_controls" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.monitoring.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id

  versioning_configuration {
    status = "Enabled"
  }
}

data "aws_iam_policy_document" "bucket" {
  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.monitoring.arn, "${aws_s3_bucket.monitoring.arn}/*"]

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
}

resource "aws_s3_bucket_policy" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id
  policy = data.aws_iam_policy_document.bucket.json

  depends_on = [aws_s3_bucket_public_access_block.monitoring]
}

# The archive's objects are written once and never again, so that their age alone says where they lie.
resource "aws_s3_bucket_lifecycle_configuration" "monitoring" {
  bucket = aws_s3_bucket.monitoring.id

  rule {
    id     = "metric-archive"
    status = "Enabled"

    filter {
      prefix = "${var.archive_prefix}/"
    }

    transition {
      days          = var.archive_infrequent_access_after_days
      storage_class = "STANDARD_IA"
    }

    transition {
      days          = var.archive_glacier_after_days
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = var.archive_retention_days
    }
  }

  rule {
    id     = "what-is-left-over"
    status = "Enabled"

    filter {
      prefix = ""
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
      condition     = var.archive_glacier_after_days >= var.archive_infrequent_access_after_days + 30
      error_message = "archive_glacier_after_days is at least 30 days after archive_infrequent_access_after_days, for S3 bills that long for Standard-IA."
    }

    precondition {
      condition     = var.archive_retention_days >= var.archive_glacier_after_days + 90
      error_message = "archive_retention_days is at least 90 days after archive_glacier_after_days, for S3 bills that long for Glacier Instant Retrieval."
    }
  }

  # S3 looks at versions when it takes a rule about them.
  depends_on = [aws_s3_bucket_versioning.monitoring]
}

data "aws_iam_policy_document" "archive_writer" {
  statement {
    sid       = "WriteAndReadBack"
    actions   = ["s3:PutObject", "s3:GetObject"]
    resources = ["${aws_s3_bucket.monitoring.arn}/${var.archive_prefix}/*"]
  }

  statement {
    sid       = "FindWhatIsThere"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.monitoring.arn]

    condition {
      test     = "StringLikeIfExists"
      variable = "s3:prefix"
      values   = ["${var.archive_prefix}/*"]
    }
  }

  statement {
    sid       = "Encrypt"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [aws_kms_key.monitoring.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${data.aws_region.current.name}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
