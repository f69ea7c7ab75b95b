data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  name      = "${var.environment}-kaldrix"
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  # moto forgets the tags of vaults and plans.
  backup_tags = var.emulated ? {} : local.tags
}

resource "aws_kms_key" "vault" {
  description             = "Backups of ${var.environment} in ${local.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_key" "copy" {
  provider = aws.replica

  description             = "Copies of backups of ${var.environment} from ${local.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_backup_vault" "this" {
  name        = local.name
  kms_key_arn = aws_kms_key.vault.arn
  tags        = local.backup_tags
}

resource "aws_backup_vault" "copy" {
  provider = aws.replica

  name        = "${local.name}-copy-of-${local.region}"
  kms_key_arn = aws_kms_key.copy.arn
  tags        = local.backup_tags
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "${local.name}-backup-${local.region}"
  description        = "AWS Backup reads what it backs up and writes what it restores"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = toset(["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"])

  role       = aws_iam_role.backup.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/${each.key}"
}

resource "aws_backup_plan" "this" {
  name = local.name
  tags = local.backup_tags

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 3 * * ? *)"
    start_window      = 60
    completion_window = 360

    lifecycle {
      delete_after = var.keep_daily_days
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.copy.arn

      lifecycle {
        delete_after = var.keep_daily_days
      }
    }
  }

  rule {
    rule_name         = "monthly"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 5 1 * ? *)"
    start_window      = 60
    completion_window = 720

    lifecycle {
      delete_after = var.keep_monthly_days
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.copy.arn

      lifecycle {
        delete_after = var.keep_monthly_days
      }
    }
  }
}

# The database and the file system carry the tag.
resource "aws_backup_selection" "this" {
  count = var.emulated ? 0 : 1

  name         = local.name
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.backup.arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "${local.name}-daily"
  }
}

# --- exports of logs ---------------------------------------------------------------

data "aws_iam_policy_document" "export_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "export" {
  statement {
    actions   = ["logs:CreateExportTask"]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:*"]
  }
}

resource "aws_iam_role" "export" {
  name               = "${local.name}-log-export-${local.region}"
  description        = "Starts the export of logs"
  assume_role_policy = data.aws_iam_policy_document.export_trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "export" {
  name   = "export"
  role   = aws_iam_role.export.id
  policy = data.aws_iam_policy_document.export.json
}

# An account has one export at a time, so they begin a quarter of an hour apart. A schedule cannot name the month before it, so that
# each export holds all that the log group still keeps.
resource "aws_scheduler_schedule" "export" {
  count = var.emulated ? 0 : length(var.exported_log_groups)

  name                = "${local.name}-export-${count.index}"
  description         = "Exports ${var.exported_log_groups[count.index]} to ${var.backups_bucket}"
  schedule_expression = "cron(${(count.index % 4) * 15} ${floor(count.index / 4) % 24} 1 * ? *)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${local.partition}:scheduler:::aws-sdk:cloudwatchlogs:createExportTask"
    role_arn = aws_iam_role.export.arn

    input = jsonencode({
      LogGroupName      = var.exported_log_groups[count.index]
      From              = 0
      To                = 4102444800000
      Destination       = var.backups_bucket
      DestinationPrefix = "logs${var.exported_log_groups[count.index]}/<aws.scheduler.scheduled-time>"
    })

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }
}
