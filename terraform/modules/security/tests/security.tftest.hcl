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
}

variables {
  environment           = "prod"
  hub                   = true
  regions               = ["us-east-1", "us-west-2", "eu-west-1"]
  config_bucket         = "backups"
  config_bucket_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "all_is_on_and_gathered_in_the_hub" {
  assert {
    condition     = toset(keys(aws_securityhub_standards_subscription.this)) == toset(["cis", "pci", "fsbp"])
    error_message = "CIS, PCI DSS and the foundational practices are checked."
  }

  assert {
    condition     = toset(aws_securityhub_finding_aggregator.this[0].specified_regions) == toset(["us-west-2", "eu-west-1"])
    error_message = "The hub gathers the other regions' findings."
  }

  assert {
    condition     = aws_guardduty_detector.this.enable && aws_macie2_account.this.status == "ENABLED" && length(aws_inspector2_enabler.this) == 1
    error_message = "GuardDuty, Macie and Inspector are on."
  }
}

run "nothing_is_put_right_unasked" {
  assert {
    condition     = length(aws_config_remediation_configuration.this) == 3 && alltrue([for one in aws_config_remediation_configuration.this : !one.automatic])
    error_message = "Somebody starts a remediation unless it was said that nobody has to."
  }
}

run "the_rule_of_operators_as_it_stands" {
  variables {
    rules_directory = "tests/operators"
  }

  assert {
    condition     = aws_config_config_rule.this["prod-kaldrix-encrypted-volumes"].source[0].source_identifier == "ENCRYPTED_VOLUMES" && aws_config_config_rule.this["prod-kaldrix-encrypted-volumes"].scope[0].compliance_resource_types == toset(["AWS::EC2::Volume"])
    error_message = "What the file says holds."
  }
}

run "other_regions_gather_nothing" {
  variables {
    hub = false
  }

  assert {
    condition     = length(aws_config_configuration_aggregator.this) == 0 && length(aws_securityhub_finding_aggregator.this) == 0 && !aws_config_configuration_recorder.this.recording_group[0].include_global_resource_types
    error_message = "Only the hub gathers, and records what belongs to no region."
  }
}
