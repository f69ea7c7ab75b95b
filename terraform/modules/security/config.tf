data "aws_iam_policy_document" "config_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["config.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "config" {
  statement {
    sid       = "Deliver"
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${var.config_bucket}/config/AWSLogs/${local.account}/*"]
  }

  statement {
    sid       = "Look"
    actions   = ["s3:GetBucketAcl", "s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${var.config_bucket}"]
  }

  statement {
    sid       = "Encrypt"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [var.config_bucket_key_arn]
  }
}

resource "aws_iam_role" "config" {
  name               = "${local.prefix}-config-${local.region}"
  description        = "Config reads configurations and writes them to a bucket"
  assume_role_policy = data.aws_iam_policy_document.config_trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "config" {
  role       = aws_iam_role.config.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_iam_role_policy" "config" {
  name   = "deliver"
  role   = aws_iam_role.config.id
  policy = data.aws_iam_policy_document.config.json
}

resource "aws_config_configuration_recorder" "this" {
  name     = local.prefix
  role_arn = aws_iam_role.config.arn

  recording_group {
    all_supported = true
    # IAM and the like belong to no region; one recorder is enough.
    include_global_resource_types = var.hub
  }
}

resource "aws_config_delivery_channel" "this" {
  name           = local.prefix
  s3_bucket_name = var.config_bucket
  s3_key_prefix  = "config"

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  depends_on = [aws_config_configuration_recorder.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_config_configuration_aggregator" "this" {
  count = var.hub ? 1 : 0

  name = local.prefix
  tags = local.tags

  account_aggregation_source {
    account_ids = [local.account]
    regions     = var.regions
  }
}

locals {
  files = concat(
    [for file in fileset("${path.module}/rules", "*.json") : "${path.module}/rules/${file}"],
    var.rules_directory == "" ? [] : [for file in fileset(var.rules_directory, "*.json") : "${var.rules_directory}/${file}"],
  )

  listed = flatten([for file in local.files : [
    for rule in flatten([jsondecode(templatefile(file, { environment = var.environment }))]) : { file = basename(file), rule = rule }
  ]])

  known = ["config_rule_name", "description", "source", "scope", "input_parameters", "maximum_execution_frequency", "remediation"]

  wrong = flatten([for one in local.listed : concat(
    [for key in ["config_rule_name", "source"] : "${one.file} has no ${key}" if !contains(keys(one.rule), key)],
    [for key in ["owner", "source_identifier"] : "${one.file} has no source.${key}" if !can(one.rule.source[key])],
    [for key in keys(one.rule) : "${one.file} has ${key}, which no rule has" if !contains(local.known, key)],
  )])

  same_name = { for one in local.listed : one.rule.config_rule_name => one.rule... if length(local.wrong) == 0 }
  rules     = { for name, rules in local.same_name : name => rules[length(rules) - 1] }
}

resource "terraform_data" "rules" {
  input = length(local.rules)

  lifecycle {
    precondition {
      condition     = length(local.wrong) == 0
      error_message = "Rules of Config are wrong: ${join("; ", local.wrong)}."
    }
  }
}

resource "aws_config_config_rule" "this" {
  for_each = local.rules

  name                        = each.key
  description                 = try(each.value.description, null)
  input_parameters            = try(jsonencode(each.value.input_parameters), null)
  maximum_execution_frequency = try(each.value.maximum_execution_frequency, null)
  tags                        = local.tags

  source {
    owner             = each.value.source.owner
    source_identifier = each.value.source.source_identifier
  }

  dynamic "scope" {
    for_each = can(each.value.scope) ? [each.value.scope] : []

    content {
      compliance_resource_types = try(scope.value.compliance_resource_types, null)
      tag_key                   = try(scope.value.tag_key, null)
      tag_value                 = try(scope.value.tag_value, null)
    }
  }

  depends_on = [aws_config_configuration_recorder.this]
}

data "aws_iam_policy_document" "remediation_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ssm.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "remediation" {
  statement {
    sid       = "CloseBuckets"
    actions   = ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock", "s3:GetBucketVersioning", "s3:PutBucketVersioning"]
    resources = ["arn:${local.partition}:s3:::*"]
  }

  statement {
    sid       = "CloseAdministrationPorts"
    actions   = ["ec2:DescribeSecurityGroups", "ec2:RevokeSecurityGroupIngress"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [local.region]
    }
  }
}

resource "aws_iam_role" "remediation" {
  name               = "${local.prefix}-config-remediation-${local.region}"
  description        = "Puts right what rules of Config find"
  assume_role_policy = data.aws_iam_policy_document.remediation_trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "remediation" {
  name   = "put-right"
  role   = aws_iam_role.remediation.id
  policy = data.aws_iam_policy_document.remediation.json
}

resource "aws_config_remediation_configuration" "this" {
  for_each = { for name, rule in local.rules : name => rule.remediation if can(rule.remediation.document) && !var.emulated }

  config_rule_name           = aws_config_config_rule.this[each.key].name
  resource_type              = try(each.value.resource_type, null)
  target_type                = "SSM_DOCUMENT"
  target_id                  = each.value.document
  automatic                  = var.automatic_remediation
  maximum_automatic_attempts = var.automatic_remediation ? 3 : null
  retry_attempt_seconds      = var.automatic_remediation ? 300 : null

  parameter {
    name         = "AutomationAssumeRole"
    static_value = aws_iam_role.remediation.arn
  }

  parameter {
    name           = each.value.resource_parameter
    resource_value = "RESOURCE_ID"
  }

  dynamic "parameter" {
    for_each = try(each.value.parameters, {})

    content {
      name         = parameter.key
      static_value = parameter.value
    }
  }
}
