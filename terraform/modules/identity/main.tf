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

  accounts   = concat(tolist(local.services), ["external-secrets", "grafana"], local.jobs)
  namespaces = { for account in local.accounts : account => account == "external-secrets" ? var.external_secrets_namespace : var.namespace }

  # Jobs of the chart whose roles module backup makes.
  jobs = ["backup", "restore-drill"]

  trust = { for account in local.accounts : account => jsonencode({
    Version = "2012-10-17"
    Statement = [local.irsa ? {
      Effect    = "Allow"
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Principal = { Federated = var.oidc_provider_arn }
      Condition = { StringEquals = {
        "${local.issuer}:aud" = "sts.amazonaws.com"
        "${local.issuer}:sub" = "system:serviceaccount:${local.namespaces[account]}:${account}"
      } }
      } : {
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "pods.eks.amazonaws.com" }
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = local.account
        "aws:RequestTag/kubernetes-namespace"       = local.namespaces[account]
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
      # Those made here, and those that operators put beside them for each service (docs/install.md).
      { Sid = "Read", Effect = "Allow", Action = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource = ["arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${local.prefix}/*"] },
      { Sid = "Decrypt", Effect = "Allow", Action = ["kms:Decrypt"], Resource = [aws_kms_key.secrets.arn] },
    ]
  })
}

resource "aws_eks_pod_identity_association" "external_secrets" {
  count = local.irsa || var.emulated ? 0 : 1

  cluster_name    = var.cluster_name
  namespace       = var.external_secrets_namespace
  service_account = "external-secrets"
  role_arn        = aws_iam_role.external_secrets.arn
  tags            = local.tags
}

# Grafana's data source for CloudWatch reads metrics and alarms of this region, and nothing else.
resource "aws_iam_role" "grafana" {
  name               = "${local.prefix}-grafana-${local.region}"
  description        = "Reads the metrics of ${var.environment} in ${local.region}"
  assume_role_policy = local.trust["grafana"]
  tags               = local.tags
}

resource "aws_iam_role_policy" "grafana" {
  name = "read"
  role = aws_iam_role.grafana.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadMetrics"
      Effect    = "Allow"
      Action    = ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"]
      Resource  = ["*"]
      Condition = { StringEquals = { "aws:RequestedRegion" = local.region } }
    }]
  })
}

resource "aws_eks_pod_identity_association" "grafana" {
  count = local.irsa || var.emulated ? 0 : 1

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = "grafana"
  role_arn        = aws_iam_role.grafana.arn
  tags            = local.tags
}
