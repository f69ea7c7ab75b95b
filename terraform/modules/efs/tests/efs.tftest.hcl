mock_provider "aws" {
  mock_data "aws_vpc" {
    defaults = { cidr_block = "10.0.0.0/16" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }
}

variables {
  environment     = "prod"
  vpc_id          = "vpc-xxxxxxxxxxxx"
  private_subnets = ["subnet-xxxxxxxx", "subnet-yyyyyyyy"]
}

run "a_volume_for_prometheus_in_each_zone" {
  assert {
    condition     = length(aws_efs_mount_target.this) == 2 && aws_efs_file_system.this.encrypted
    error_message = "Each zone has a way to it, and it is encrypted."
  }

  assert {
    condition     = aws_efs_access_point.prometheus.posix_user[0].uid == 65534 && aws_efs_access_point.prometheus.root_directory[0].path == "/prometheus"
    error_message = "Prometheus writes to a folder of its own, as nobody."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this.cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.this.from_port == 2049
    error_message = "It is reached from inside the network alone."
  }
}
