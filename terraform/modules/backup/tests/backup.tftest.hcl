mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }
}

mock_provider "aws" {
  alias = "replica"

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-west-2:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }

  mock_resource "aws_backup_vault" {
    defaults = { arn = "arn:aws:backup:us-west-2:123456789012:backup-vault:copy" }
  }
}

variables {
  environment         = "prod"
  backups_bucket      = "backups"
  exported_log_groups = ["/kaldrix/prod/cloudtrail"]
  backups_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000001"
  alerts_topic_arn    = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts"
  trust               = { backup = "{}", restore-drill = "{}" }
  cluster_name        = "kaldrix-eks-us-east-1"
}

run "every_backup_has_a_copy_elsewhere" {
  assert {
    condition     = alltrue([for rule in aws_backup_plan.this.rule : one(rule.copy_action).destination_vault_arn == "arn:aws:backup:us-west-2:123456789012:backup-vault:copy"])
    error_message = "A region that is lost takes no backup along."
  }
}

run "the_job_exports_its_groups_and_no_others" {
  assert {
    condition = one([for statement in jsondecode(output.policies["backup"]).Statement : statement.Resource if contains(statement.Action, "logs:CreateExportTask")]) == [
      "arn:aws:logs:us-east-1:123456789012:log-group:/kaldrix/prod/cloudtrail",
      "arn:aws:logs:us-east-1:123456789012:log-group:/kaldrix/prod/cloudtrail:*",
    ]
    error_message = "Only what is to be exported."
  }

  assert {
    condition = alltrue(flatten([for policy in output.policies : [for statement in jsondecode(policy).Statement :
      contains(statement.Resource, "*") ? contains(keys(statement), "Condition") : true
    ]]))
    error_message = "What has no resource has a condition."
  }

  assert {
    condition = alltrue(flatten([for policy in [output.policies["restore-drill"]] : [for statement in jsondecode(policy).Statement : [for action in statement.Action :
      !contains(["s3:PutObject", "s3:DeleteObject"], action)
    ]]]))
    error_message = "Who tries a backup changes none."
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.job) == 2
    error_message = "Each job takes its role."
  }
}

run "no_group_no_right" {
  variables {
    exported_log_groups = []
  }

  assert {
    condition     = !strcontains(output.policies["backup"], "logs:CreateExportTask")
    error_message = "Nothing to export, nothing allowed."
  }
}
