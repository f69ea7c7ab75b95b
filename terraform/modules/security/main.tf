data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  prefix    = "${var.environment}-kaldrix"
  tags      = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  standards = {
    cis  = "standards/cis-aws-foundations-benchmark/v/3.0.0"
    pci  = "standards/pci-dss/v/4.0.1"
    fsbp = "standards/aws-foundational-security-best-practices/v/1.0.0"
  }
}

# --- Security Hub -----------------------------------------------------------------

resource "aws_securityhub_account" "this" {
  count = var.emulated ? 0 : 1

  enable_default_standards  = false
  control_finding_generator = "SECURITY_CONTROL"
  auto_enable_controls      = true
}

resource "aws_securityhub_standards_subscription" "this" {
  for_each = var.emulated ? {} : local.standards

  standards_arn = "arn:${local.partition}:securityhub:${local.region}::${each.value}"

  depends_on = [aws_securityhub_account.this]
}

# The hub shows the findings of all regions; each region's own events go out there all the same.
resource "aws_securityhub_finding_aggregator" "this" {
  count = var.hub && !var.emulated && length(var.regions) > 1 ? 1 : 0

  linking_mode      = "SPECIFIED_REGIONS"
  specified_regions = [for region in var.regions : region if region != local.region]

  depends_on = [aws_securityhub_account.this]
}

# --- GuardDuty --------------------------------------------------------------------

resource "aws_guardduty_detector" "this" {
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  tags                         = local.tags
}

resource "aws_guardduty_detector_feature" "this" {
  for_each = var.emulated ? toset([]) : toset(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS"])

  detector_id = aws_guardduty_detector.this.id
  name        = each.key
  status      = "ENABLED"
}

# --- Macie ------------------------------------------------------------------------

# Automated discovery is on from the beginning in an account that turns Macie on.
resource "aws_macie2_account" "this" {
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

resource "aws_macie2_classification_job" "this" {
  count = length(var.buckets_to_classify) > 0 && !var.emulated ? 1 : 0

  name                = "${local.prefix}-weekly"
  description         = "Looks for sensitive data in what the suite keeps"
  job_type            = "SCHEDULED"
  sampling_percentage = 100
  tags                = local.tags

  schedule_frequency {
    weekly_schedule = "SUNDAY"
  }

  s3_job_definition {
    bucket_definitions {
      account_id = local.account
      buckets    = var.buckets_to_classify
    }
  }

  depends_on = [aws_macie2_account.this]
}

# --- Inspector --------------------------------------------------------------------

resource "aws_inspector2_enabler" "this" {
  count = var.emulated ? 0 : 1

  account_ids    = [local.account]
  resource_types = ["EC2", "ECR"]
}
