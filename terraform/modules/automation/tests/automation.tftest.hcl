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
    defaults = { arn = "arn:aws:iam::123456789012:role/prod-kaldrix-automation-us-east-1" }
  }
}

variables {
  environment = "prod"
}

run "documents_take_nothing_but_what_they_are_for" {
  assert {
    condition     = alltrue([for document in aws_ssm_document.this : alltrue([for name, parameter in jsondecode(document.content).parameters : name == "AutomationAssumeRole" || startswith(try(parameter.allowedPattern, ""), "^")])])
    error_message = "Every parameter says what it may look like."
  }

  assert {
    condition     = !contains(keys(aws_ssm_document.this), "isolate-instance")
    error_message = "Without a security group to isolate with there is no isolation."
  }

  assert {
    condition     = alltrue([for document in aws_ssm_document.this : jsondecode(document.content).parameters.AutomationAssumeRole.default == "arn:aws:iam::123456789012:role/prod-kaldrix-automation-us-east-1"])
    error_message = "Documents are carried out by the suite's role."
  }
}

run "isolation_needs_a_group" {
  variables {
    quarantine_security_group_id = "sg-0123456789abcdef0"
  }

  assert {
    condition     = jsondecode(aws_ssm_document.this["isolate-instance"].content).mainSteps[0].inputs.Groups == ["sg-0123456789abcdef0"]
    error_message = "An isolated instance has that group alone."
  }
}
