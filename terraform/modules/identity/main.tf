data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  suffix    = data.aws_partition.current.dns_suffix
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  irsa = var.oidc_provider_arn != ""
  # What stands after "oidc-provider/" is what tokens name as their issuer.
  issuer = local.irsa ? replace(var.oidc_provider_arn, "/^.*oidc-provider\\//", "") : ""

  # Jobs of the chart whose roles module backup makes.
  jobs = ["backup", "restore-drill"]

  trust = { for account in concat(tolist(local.services), ["external-secrets"], local.jobs) : account => jsonencode({
    Version = "2012-10-17"
    Statement = [local.irsa ? {
      Effect    = "Allow"
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Principal = { Federated = var.oidc_provider_arn }
      Condition = { StringEquals = {
        "${local.issuer}:aud" = "sts.amazonaws.com"
        "${local.issuer}:sub" = "system:serviceaccount:${var.namespace}:${account}"
      } }
      } : {
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "pods.eks.amazonaws.com" }
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = local.account
        "aws:RequestTag/kubernetes-namespace"       = var.namespace
        "aws:RequestTag/kubernetes-service-account" = account
      } }
    }]
  }) }

  secrets = {
    pagerduty-integration-key = { value = var.pagerduty_integration_key, description = "PAGERDUTY_KEY of alert-processor" }
    slack-webhook-url         = { value = var.slack_webhook_url, description = "SLACK_WEBHOOK of alert-processor" }
  }
}

resource "aws_iam_role" "service" {
  for_each = local.services

  name               = "${local.prefix}-${each.key}-${local.region}"
  description        = "${each.key} of ${var.environment} in ${local.region}"
  assume_role_policy = local.trust[each.key]
  tags               = local.tags
}

resource "aws_iam_role_policy" "service" {
  for_each = local.services

  name   = "calls"
  role   = aws_iam_role.service[each.key].id
  policy = local.policies[each.key]
}

resource "aws_eks_pod_identity_association" "service" {
  for_each = local.irsa || var.emulated ? toset([]) : local.services

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = each.key
  role_arn        = aws_iam_role.service[each.key].arn
  tags            = local.tags
}

# --- secrets --------------------------------------------------------------------

resource "aws_kms_key" "secrets" {
  description             = "Secrets of ${var.environment} in ${local.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_alias" "secrets" {
  name          = "alias/${local.prefix}-secrets"
  target_key_id = aws_kms_key.secrets.key_id
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${local.prefix}/${each.key}"
  description             = each.value.description
  kms_key_id              = aws_kms_key.secrets.arn
  recovery_window_in_days = var.secret_recovery_days
  tags                    = local.tags
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = { for name, secret in local.secrets : name => name if nonsensitive(secret.value != "") }

  secret_id     = aws_secretsmanager_secret.this[each.key].id
  secret_string = local.secrets[each.key].value
}

# Whoever brings secrets into the cluster, such as the External Secrets Operator.
resource "aws_iam_role" "external_secrets" {
  name               = "${local.prefix}-external-secrets-${local.region}"
  description        = "Reads the secrets of ${var.environment} in ${local.region}"
  assume_role_policy = local.trust["external-secrets"]
  tags               = local.tags
}

resource "aws_iam_role_policy" "external_secrets" {
  name = "read"
  role = aws_iam_role.external_secrets.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Read", Effect = "Allow", Action = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource = [for secret in aws_secretsmanager_secret.this : secret.arn] },
      { Sid = "Decrypt", Effect = "Allow", Action = ["kms:Decrypt"], Resource = [aws_kms_key.secrets.arn] },
    ]
  })
}
