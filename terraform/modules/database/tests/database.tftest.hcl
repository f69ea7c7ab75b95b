mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_data "aws_vpc" {
    defaults = { cidr_block = "10.0.0.0/16" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }

  mock_resource "aws_db_instance" {
    defaults = { arn = "arn:aws:rds:us-east-1:123456789012:db:prod-kaldrix" }
  }
}

mock_provider "aws" {
  alias = "replica"

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-west-2:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }
}

variables {
  environment     = "prod"
  vpc_id          = "vpc-xxxxxxxxxxxx"
  private_subnets = ["subnet-xxxxxxxx", "subnet-yyyyyyyy"]
}

run "survives_a_zone_and_is_closed" {
  assert {
    condition     = aws_db_instance.this.multi_az && aws_db_instance.this.storage_encrypted && !aws_db_instance.this.publicly_accessible
    error_message = "The database is in two zones, encrypted and closed."
  }

  assert {
    condition     = { for parameter in aws_db_parameter_group.this.parameter : parameter.name => parameter.value }["rds.force_ssl"] == "1" && aws_db_instance.this.monitoring_interval == 60
    error_message = "Only TLS is let in, and the instance is watched."
  }

  assert {
    condition     = aws_db_instance.this.iam_database_authentication_enabled && aws_db_instance.this.manage_master_user_password
    error_message = "Nobody has to know a password."
  }

  assert {
    condition     = aws_db_instance.this.engine_version == "18" && aws_db_parameter_group.this.family == "postgres18"
    error_message = "PostgreSQL is 18, as in tests."
  }

  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.backup_retention_period == 35
    error_message = "What holds everything is hard to lose."
  }

  assert {
    condition     = length(aws_db_instance_automated_backups_replication.this) == 1 && length(aws_db_instance.replica) == 0
    error_message = "Backups are in a second region; a replica needs subnets there."
  }
}

run "a_replica_where_it_has_subnets" {
  variables {
    replica_subnets = ["subnet-zzzzzzzz"]
  }

  assert {
    condition     = length(aws_db_instance.replica) == 1 && aws_db_instance.replica[0].storage_encrypted
    error_message = "The replica is encrypted."
  }
}

run "backups_for_longer_than_rds_keeps_them_are_refused" {
  command = plan

  variables {
    backup_retention_days = 36
  }

  expect_failures = [var.backup_retention_days]
}
