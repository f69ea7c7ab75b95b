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

# --- what the cluster keeps and tries ---------------------------------------------

locals {
  backups_arn = "arn:${local.partition}:s3:::${var.backups_bucket}"
  dashboards  = "arn:${local.partition}:cloudwatch::${local.account}:dashboard/${local.name}*"

  tell = [
    { sid = "Tell", actions = ["sns:Publish"], resources = [var.alerts_topic_arn], condition = null },
    {
      sid       = "KeyOfTopics"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = ["arn:${local.partition}:kms:${local.region}:${local.account}:key/*"]
      condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${local.name}-messaging" } }
    },
  ]

  # Who asks for an object that is not there hears so only with a right to list; such a question has no prefix.
  find = { StringLikeIfExists = { "s3:prefix" = ["backups/*", "exports/*", "logs/*"] } }

  statements = {
    backup = concat(local.tell, [
      { sid = "Keep", actions = ["s3:PutObject"], resources = [for prefix in ["backups", "exports", "logs"] : "${local.backups_arn}/${prefix}/*"], condition = null },
      { sid = "SeeWhatIsExported", actions = ["s3:GetObject"], resources = ["${local.backups_arn}/exports/*"], condition = null },
      { sid = "Find", actions = ["s3:ListBucket"], resources = [local.backups_arn], condition = local.find },
      { sid = "KeyOfObjects", actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.backups_key_arn], condition = null },
      { sid = "ListDashboards", actions = ["cloudwatch:ListDashboards"], resources = ["*"], condition = { StringEquals = { "aws:RequestedRegion" = local.region } } },
      { sid = "ReadDashboards", actions = ["cloudwatch:GetDashboard"], resources = [local.dashboards], condition = null },
      { sid = "SeeGroups", actions = ["logs:DescribeLogGroups"], resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:*"], condition = null },
      { sid = "SeeExports", actions = ["logs:DescribeExportTasks"], resources = ["*"], condition = { StringEquals = { "aws:RequestedRegion" = local.region } } },
      ], [for groups in [var.exported_log_groups] : {
        sid       = "Export"
        actions   = ["logs:CreateExportTask"]
        resources = flatten([for group in groups : ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${group}", "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${group}:*"]])
        condition = null
    } if length(groups) > 0])
    restore-drill = concat(local.tell, [
      { sid = "ReadBack", actions = ["s3:GetObject"], resources = ["${local.backups_arn}/backups/*"], condition = null },
      { sid = "Find", actions = ["s3:ListBucket"], resources = [local.backups_arn], condition = local.find },
      { sid = "KeyOfObjects", actions = ["kms:Decrypt"], resources = [var.backups_key_arn], condition = null },
    ])
  }

  policies = { for account, statements in local.statements : account => jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in statements : merge(
      { Sid = statement.sid, Effect = "Allow", Action = statement.actions, Resource = statement.resources },
      statement.condition == null ? {} : { Condition = statement.condition },
    )]
  }) }
}

resource "aws_iam_role" "job" {
  for_each = local.policies

  name               = "${local.name}-${each.key}-job-${local.region}"
  description        = "${each.key} of ${var.environment} in ${local.region}"
  assume_role_policy = var.trust[each.key]
  tags               = local.tags
}

resource "aws_iam_role_policy" "job" {
  for_each = local.policies

  name   = "calls"
  role   = aws_iam_role.job[each.key].id
  policy = each.value
}

resource "aws_eks_pod_identity_association" "job" {
  for_each = var.pod_identity && !var.emulated ? local.policies : {}

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = each.key
  role_arn        = aws_iam_role.job[each.key].arn
  tags            = local.tags
}
