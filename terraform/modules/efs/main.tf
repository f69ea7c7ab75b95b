data "aws_vpc" "this" {
  id = var.vpc_id
}

locals {
  name = "${var.environment}-kaldrix"
  tags = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  # nobody, as Prometheus' image runs.
  prometheus = 65534
}

resource "aws_kms_key" "this" {
  description             = "Volumes of Prometheus of ${var.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_efs_file_system" "this" {
  creation_token   = local.name
  encrypted        = true
  kms_key_id       = aws_kms_key.this.arn
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"
  tags             = merge(local.tags, { Name = local.name, backup = "${local.name}-daily" })

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

resource "aws_security_group" "this" {
  name        = "${local.name}-efs"
  description = "NFS of the monitoring suite"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = aws_security_group.this.id
  description       = "NFS from inside the network"
  cidr_ipv4         = data.aws_vpc.this.cidr_block
  from_port         = 2049
  to_port           = 2049
  ip_protocol       = "tcp"
}

resource "aws_efs_mount_target" "this" {
  count = length(var.private_subnets)

  file_system_id  = aws_efs_file_system.this.id
  subnet_id       = var.private_subnets[count.index]
  security_groups = [aws_security_group.this.id]
}

resource "aws_efs_access_point" "prometheus" {
  file_system_id = aws_efs_file_system.this.id
  tags           = merge(local.tags, { Name = "prometheus" })

  posix_user {
    uid = local.prometheus
    gid = local.prometheus
  }

  root_directory {
    path = "/prometheus"

    creation_info {
      owner_uid   = local.prometheus
      owner_gid   = local.prometheus
      permissions = "0750"
    }
  }
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["*"]
    resources = [aws_efs_file_system.this.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "ThroughMountTargets"
    actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    resources = [aws_efs_file_system.this.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "elasticfilesystem:AccessedViaMountTarget"
      values   = ["true"]
    }
  }
}

resource "aws_efs_file_system_policy" "this" {
  count = var.emulated ? 0 : 1

  file_system_id = aws_efs_file_system.this.id
  policy         = data.aws_iam_policy_document.this.json
}
