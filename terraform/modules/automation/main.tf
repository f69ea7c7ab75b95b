data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  documents = toset([for file in fileset("${path.module}/documents", "*.json") : trimsuffix(file, ".json")
    if var.quarantine_security_group_id != "" || file != "isolate-instance.json"
  ])
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ssm.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "act" {
  statement {
    sid       = "BlockPublicAccess"
    actions   = ["s3:PutBucketPublicAccessBlock"]
    resources = ["arn:${local.partition}:s3:::*"]
  }

  statement {
    sid       = "RevokeCredentials"
    actions   = ["iam:UpdateAccessKey"]
    resources = ["arn:${local.partition}:iam::${local.account}:user/*"]
  }

  statement {
    sid       = "CloseAndIsolate"
    actions   = ["ec2:ModifyInstanceAttribute", "ec2:RevokeSecurityGroupIngress"]
    resources = ["arn:${local.partition}:ec2:${local.region}:${local.account}:*"]
  }

  statement {
    sid       = "ReplaceInstances"
    actions   = ["autoscaling:TerminateInstanceInAutoScalingGroup"]
    resources = ["arn:${local.partition}:autoscaling:${local.region}:${local.account}:autoScalingGroup:*"]
  }
}

resource "aws_iam_role" "this" {
  name               = "${local.prefix}-automation-${local.region}"
  description        = "Carries out the suite's SSM documents, and nothing else"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "this" {
  name   = "act"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.act.json
}

resource "aws_ssm_document" "this" {
  for_each = local.documents

  name            = "${local.prefix}-${each.key}"
  document_type   = "Automation"
  document_format = "JSON"
  tags            = local.tags

  content = templatefile("${path.module}/documents/${each.key}.json", {
    role_arn                     = aws_iam_role.this.arn
    quarantine_security_group_id = var.quarantine_security_group_id
  })
}
