mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }

  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:secret" }
  }
}

variables {
  environment  = "prod"
  hub          = true
  regions      = ["us-east-1", "us-west-2", "eu-west-1"]
  cluster_name = "kaldrix-eks-us-east-1"
  buckets      = { monitoring = "monitoring", records = "records" }
  kms_keys = {
    monitoring = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    trail      = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000002"
  }
  slack_webhook_url = "https://hooks.slack.example/x"
}

run "a_role_for_each_service_and_no_star" {
  assert {
    condition     = length(aws_iam_role.service) == 4
    error_message = "The hub runs four services."
  }

  assert {
    condition     = alltrue(flatten([for policy in output.policies : [for statement in jsondecode(policy).Statement : [for action in statement.Action : !strcontains(action, "*")]]]))
    error_message = "No action has a star."
  }

  assert {
    condition = alltrue(flatten([for policy in output.policies : [for statement in jsondecode(policy).Statement :
      contains(statement.Resource, "*") ? contains(keys(statement), "Condition") : true
    ]]))
    error_message = "What has no resource has a condition."
  }

  assert {
    condition     = aws_eks_pod_identity_association.external_secrets[0].namespace == "external-secrets"
    error_message = "The External Secrets Operator takes its role where it runs."
  }

  assert {
    condition     = output.secret_keys == { SLACK_WEBHOOK = "prod-kaldrix/slack-webhook-url" }
    error_message = "Only secrets that have a value can be brought into the cluster."
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.service) == 4
    error_message = "Without an OpenID Connect provider Pod Identity gives the roles."
  }

  assert {
    condition     = keys(aws_secretsmanager_secret_version.this) == ["slack-webhook-url"]
    error_message = "A secret that was not given has no value."
  }
}

run "other_regions_neither_page_nor_report" {
  variables {
    hub = false
  }

  assert {
    condition     = keys(output.role_arns) == ["anomaly-processor", "metrics-gateway"]
    error_message = "Other regions run gateways and anomaly-processors alone."
  }
}

run "each_region_pages_on_its_own_where_that_is_wanted" {
  variables {
    hub               = false
    hub_region        = "us-west-2"
    alerts_everywhere = true
  }

  assert {
    condition     = keys(output.role_arns) == ["alert-processor", "anomaly-processor", "metrics-gateway"]
    error_message = "An alert-processor runs here too."
  }

  assert {
    condition     = strcontains(output.policies["alert-processor"], "alert-processor-global") && output.claims_bucket == "${var.environment}-kaldrix-monitoring-123456789012-us-west-2"
    error_message = "It hears all regions, and hubs agree in the hub's bucket."
  }
}

run "irsa_names_the_service_account" {
  variables {
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC"
  }

  assert {
    condition     = jsondecode(aws_iam_role.service["alert-processor"].assume_role_policy).Statement[0].Condition.StringEquals["oidc.eks.us-east-1.amazonaws.com/id/ABC:sub"] == "system:serviceaccount:kaldrix-monitoring:alert-processor"
    error_message = "No other service account takes the role."
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.service) == 0
    error_message = "IRSA needs no association."
  }
}
