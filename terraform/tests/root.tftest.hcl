# The root with the operators' variables as they stand (operators.tfvars); run with: terraform test -var-file=tests/operators.tfvars

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

  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  }

  mock_data "aws_vpc" {
    defaults = { cidr_block = "10.0.0.0/16" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

mock_provider "aws" {
  alias = "replica"

  mock_data "aws_region" {
    defaults = { name = "us-west-2" }
  }
}

run "operators_variables_as_they_stand" {
  command = plan

  assert {
    condition     = local.hub && local.replica_region == "us-west-2"
    error_message = "us-east-1 is the hub, and us-west-2 keeps its copies."
  }

  assert {
    condition     = local.vpc_id == "vpc-xxxxxxxxxxxx" && local.cluster_name == "kaldrix-eks-us-east-1" && length(module.network) == 0 && length(module.cluster) == 0
    error_message = "The operators' own network and cluster are used."
  }

  assert {
    condition     = output.environment["alert-processor"].KALDRIX_INTAKE_QUEUES == "us-east-1:prod-kaldrix-alert-processor"
    error_message = "The hub pages for its own region, as each does."
  }
}

run "a_fourth_region" {
  command = plan

  variables {
    region         = "ap-northeast-1"
    regions        = ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"]
    replica_region = "ap-northeast-3"
  }

  assert {
    condition     = !local.hub && keys(output.environment) == ["alert-processor", "anomaly-processor", "metrics-gateway"]
    error_message = "Another region runs all but compliance-reporter."
  }

  assert {
    condition     = output.environment["alert-processor"].KALDRIX_GLOBAL_CLAIMSREGION == "us-east-1"
    error_message = "Its alert-processor agrees with other hubs in the hub's bucket."
  }
}

run "the_hub_pages_for_all_where_that_is_wanted" {
  command = plan

  variables {
    alerts_everywhere = false
  }

  assert {
    condition     = output.environment["alert-processor"].KALDRIX_INTAKE_QUEUES == "us-east-1:prod-kaldrix-alert-processor,us-west-2:prod-kaldrix-alert-processor,eu-west-1:prod-kaldrix-alert-processor"
    error_message = "The hub reads the queues of all regions."
  }
}

run "no_other_region_pages_then" {
  command = plan

  variables {
    region            = "ap-northeast-1"
    regions           = ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"]
    replica_region    = "ap-northeast-3"
    alerts_everywhere = false
  }

  assert {
    condition     = keys(output.environment) == ["anomaly-processor", "metrics-gateway"]
    error_message = "No alert-processor runs here."
  }
}

run "a_region_that_is_not_among_the_regions_is_refused" {
  command = plan

  variables {
    region = "ap-northeast-1"
  }

  expect_failures = [terraform_data.consistent]
}

run "two_hubs_are_refused" {
  command = plan

  variables {
    region = "us-west-2"
    hub    = true
  }

  expect_failures = [terraform_data.consistent]
}

run "a_network_and_one_more_are_refused" {
  command = plan

  variables {
    create_network = true
  }

  expect_failures = [terraform_data.consistent]
}

run "a_stream_without_its_key_is_refused" {
  command = plan

  variables {
    gateway_url = "https://metrics.example.com/firehose/cloudwatch"
  }

  expect_failures = [terraform_data.consistent]
}
