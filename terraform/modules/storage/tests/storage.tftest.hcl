mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "123456789012"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "eu-west-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      dns_suffix = "amazonaws.com"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::123456789012:role/role"
    }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::bucket"
    }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    }
  }
}

mock_provider "aws" {
  alias = "replica"

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::copy"
    }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    }
  }
}

variables {
  environment = "prod"
}

run "archive_moves_with_age_and_ends" {
  assert {
    condition     = aws_s3_bucket.monitoring.bucket == "prod-kaldrix-monitoring-123456789012-eu-west-1"
    error_message = "The bucket's name holds environment, account and region."
  }

  assert {
    condition = [for move in aws_s3_bucket_lifecycle_configuration.monitoring.rule[0].transition : "${move.days} ${move.storage_class}"] == [
      "30 STANDARD_IA",
      "90 GLACIER_IR",
    ]
    error_message = "The archive moves to Standard-IA after 30 days and to Glacier Instant Retrieval after 90."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.monitoring.rule[0].expiration[0].days == 2557
    error_message = "The archive is kept for seven years."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.monitoring.rule[0].filter[0].prefix == "archive/"
    error_message = "The archive's rule is about the archive alone."
  }
}

run "location_names_the_prefix" {
  variables {
    archive_prefix = "metrics/long-term"
  }

  assert {
    condition     = endswith(output.archive_location, "/metrics/long-term")
    error_message = "The location ends with the prefix that the lifecycle is about."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.monitoring.rule[0].filter[0].prefix == "metrics/long-term/"
    error_message = "The lifecycle is about the prefix that gateways write to."
  }
}

run "names_that_no_bucket_has_are_refused" {
  command = plan

  variables {
    environment = "Prod_1"
  }

  expect_failures = [var.environment]
}

run "a_prefix_with_a_slash_at_its_end_is_refused" {
  command = plan

  variables {
    archive_prefix = "archive/"
  }

  expect_failures = [var.archive_prefix]
}

run "an_end_before_the_last_move_is_refused" {
  command = plan

  variables {
    archive_retention_days = 60
  }

  expect_failures = [aws_s3_bucket_lifecycle_configuration.monitoring]
}

run "a_move_that_costs_more_than_it_saves_is_refused" {
  command = plan

  variables {
    archive_glacier_after_days = 45
  }

  expect_failures = [aws_s3_bucket_lifecycle_configuration.monitoring]
}

run "records_are_locked_and_copied" {
  assert {
    condition     = aws_s3_bucket.kept["records"].object_lock_enabled && aws_s3_bucket.replica["records"].object_lock_enabled
    error_message = "Records and their copies are under Object Lock."
  }

  assert {
    condition     = aws_s3_bucket_object_lock_configuration.records.rule[0].default_retention[0].mode == "COMPLIANCE" && aws_s3_bucket_object_lock_configuration.records.rule[0].default_retention[0].days == 365
    error_message = "Nobody deletes a record within a year."
  }

  assert {
    condition     = alltrue([for configuration in aws_s3_bucket_replication_configuration.kept : configuration.rule[0].delete_marker_replication[0].status == "Disabled"])
    error_message = "What is deleted here stays there."
  }

  assert {
    condition     = alltrue([for block in concat(values(aws_s3_bucket_public_access_block.kept), values(aws_s3_bucket_public_access_block.replica), [aws_s3_bucket_public_access_block.monitoring, aws_s3_bucket_public_access_block.access_logs]) : block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets])
    error_message = "No bucket is open to the public."
  }

  assert {
    condition     = length(aws_s3_bucket_logging.kept) == 2 && aws_s3_bucket_logging.monitoring.target_prefix == "monitoring/"
    error_message = "Who reads and writes is on record."
  }
}

run "trail_is_signed_by_a_key_that_signs" {
  assert {
    condition     = aws_kms_key.trail.key_usage == "SIGN_VERIFY" && aws_kms_key.trail.customer_master_key_spec == "ECC_NIST_P256"
    error_message = "compliance-reporter signs with ECDSA on P-256."
  }
}

run "a_retention_shorter_than_the_lock_is_refused" {
  command = plan

  variables {
    records_lock_days      = 400
    records_retention_days = 300
  }

  expect_failures = [aws_s3_bucket_lifecycle_configuration.kept]
}
