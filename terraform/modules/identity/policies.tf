locals {
  # What each service calls, and nothing else; PermissionsTest holds it against the calls in the code.
  receive = ["sqs:GetQueueUrl", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
  bury    = ["sqs:GetQueueUrl", "sqs:SendMessage"]

  queue = { for name in ["alert-processor", "metrics-gateway", "anomaly-processor", "compliance-reporter"] :
    name => "arn:${local.partition}:sqs:%s:${local.account}:${local.prefix}-${name}"
  }
  topic = "arn:${local.partition}:sns:${local.region}:${local.account}:${local.prefix}-%s"

  # Keys of other regions are known by their alias alone.
  message_key = {
    sid       = "KeyOfTopicsAndQueues"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["arn:${local.partition}:kms:*:${local.account}:key/*"]
    condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${local.prefix}-messaging" } }
  }
  # Conditions on s3:prefix are IfExists throughout: whoever asks for an object that is not there hears so only with the right to list, and such a
  # question has no prefix; S3 would answer that access is denied.
  object_key = {
    sid       = "KeyOfObjects"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_keys.monitoring]
    condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.${local.suffix}" } }
  }

  # By its name alone: it is another region's, except in the hub.
  claims_region = coalesce(var.hub_region, local.region)
  claims_bucket = "${local.prefix}-monitoring-${local.account}-${local.claims_region}"

  alert_regions = var.alerts_everywhere ? [local.region] : var.regions
  alert_queues  = concat([for region in local.alert_regions : format(local.queue["alert-processor"], region)], ["${format(local.queue["alert-processor"], local.region)}-global"])

  all_statements = {
    alert-processor = concat(
      [
        { sid = "Receive", actions = local.receive, resources = local.alert_queues, condition = null },
        { sid = "Bury", actions = local.bury, resources = [for queue in local.alert_queues : "${queue}-dlq"], condition = null },
        { sid = "Claim", actions = ["s3:PutObject", "s3:GetObject"], resources = ["arn:${local.partition}:s3:::${local.claims_bucket}/silences/*"], condition = null },
        { sid = "FindClaims", actions = ["s3:ListBucket"], resources = ["arn:${local.partition}:s3:::${local.claims_bucket}"], condition = { StringLikeIfExists = { "s3:prefix" = "silences/*" } } },
        {
          sid       = "KeyOfClaims"
          actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
          resources = ["arn:${local.partition}:kms:${local.claims_region}:${local.account}:key/*"]
          condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${local.prefix}-monitoring" } }
        },
        { sid = "Publish", actions = ["sns:Publish"], resources = concat([format(local.topic, "notifications"), format(local.topic, "events")], var.more_topic_arns), condition = null },
        local.message_key,
      ],
      [for arns in [var.topic_role_arns] : { sid = "RolesForTopics", actions = ["sts:AssumeRole"], resources = arns, condition = null } if length(arns) > 0],
      [for arns in [var.phone_identity_arns] : { sid = "Telephones", actions = ["sms-voice:SendTextMessage", "sms-voice:SendVoiceMessage"], resources = arns, condition = null } if length(arns) > 0],
      [for arns in [var.connect_instance_arns] : { sid = "Call", actions = ["connect:StartOutboundVoiceContact"], resources = [for arn in arns : "${arn}/contact/*"], condition = null } if length(arns) > 0],
      [for arns in [var.mail_identity_arns] : { sid = "Mail", actions = ["ses:SendEmail", "ses:SendRawEmail"], resources = arns, condition = null } if length(arns) > 0],
      [for documents in [var.remediation_documents] : { sid = "StartDocuments", actions = ["ssm:StartAutomationExecution"], resources = [for name in documents : "arn:${local.partition}:ssm:*:${local.account}:automation-definition/${name}:*"], condition = null } if length(documents) > 0],
      [for documents in [var.remediation_documents] : { sid = "SeeDocumentsToTheirEnd", actions = ["ssm:GetAutomationExecution"], resources = ["arn:${local.partition}:ssm:*:${local.account}:automation-execution/*"], condition = null } if length(documents) > 0],
      [for arns in [var.automation_role_arns] : { sid = "RoleOfDocuments", actions = ["iam:PassRole"], resources = arns, condition = { StringEquals = { "iam:PassedToService" = "ssm.${local.suffix}" } } } if length(arns) > 0],
      [for names in [var.remediation_functions] : { sid = "CallFunctions", actions = ["lambda:InvokeFunction"], resources = [for name in names : "arn:${local.partition}:lambda:*:${local.account}:function:${name}"], condition = null } if length(names) > 0],
    )
    metrics-gateway = concat(
      [
        { sid = "Receive", actions = local.receive, resources = [format(local.queue["metrics-gateway"], local.region)], condition = null },
        { sid = "Bury", actions = local.bury, resources = ["${format(local.queue["metrics-gateway"], local.region)}-dlq"], condition = null },
        { sid = "Publish", actions = ["sns:Publish"], resources = [format(local.topic, "metrics"), format(local.topic, "alerts")], condition = null },
        local.message_key,
        { sid = "Measure", actions = ["cloudwatch:PutMetricData"], resources = ["*"], condition = { StringEquals = { "cloudwatch:namespace" = "KALDRIX" } } },
        { sid = "Archive", actions = ["s3:PutObject", "s3:GetObject"], resources = ["arn:${local.partition}:s3:::${var.buckets.monitoring}/${var.archive_prefix}/*"], condition = null },
        { sid = "FindInArchive", actions = ["s3:ListBucket"], resources = ["arn:${local.partition}:s3:::${var.buckets.monitoring}"], condition = { StringLikeIfExists = { "s3:prefix" = "${var.archive_prefix}/*" } } },
        local.object_key,
      ],
      [for arns in [var.remote_write_role_arns] : { sid = "RolesOfTargets", actions = ["sts:AssumeRole"], resources = arns, condition = null } if length(arns) > 0],
      [for arns in [var.remote_write_workspace_arns] : { sid = "RemoteWrite", actions = ["aps:RemoteWrite"], resources = arns, condition = null } if length(arns) > 0],
    )
    anomaly-processor = concat([
      { sid = "Receive", actions = local.receive, resources = ["${format(local.queue["anomaly-processor"], local.region)}-*"], condition = null },
      { sid = "Bury", actions = local.bury, resources = ["${format(local.queue["anomaly-processor"], local.region)}-*-dlq"], condition = null },
      { sid = "Publish", actions = ["sns:Publish"], resources = [for name in ["alerts", "events", "metrics"] : format(local.topic, name)], condition = null },
      local.message_key,
      { sid = "Measure", actions = ["cloudwatch:PutMetricData"], resources = ["*"], condition = { StringEquals = { "cloudwatch:namespace" = "KALDRIX/Anomalies" } } },
      ],
      [for names in [var.metric_set_buckets] : { sid = "FetchMetricSets", actions = ["s3:GetObject"], resources = [for name in names : "arn:${local.partition}:s3:::${name}/*"], condition = null } if length(names) > 0],
      [for names in [var.metric_set_buckets] : { sid = "FindMetricSets", actions = ["s3:ListBucket"], resources = [for name in names : "arn:${local.partition}:s3:::${name}"], condition = null } if length(names) > 0],
    )
    compliance-reporter = concat(
      [
        { sid = "Receive", actions = local.receive, resources = [for region in var.regions : format(local.queue["compliance-reporter"], region)], condition = null },
        { sid = "Bury", actions = local.bury, resources = [for region in var.regions : "${format(local.queue["compliance-reporter"], region)}-dlq"], condition = null },
        { sid = "Publish", actions = ["sns:Publish"], resources = [for name in ["alerts", "events"] : format(local.topic, name)], condition = null },
        local.message_key,
        { sid = "Keep", actions = ["s3:PutObject", "s3:PutObjectRetention", "s3:GetObject"], resources = [for prefix in ["trail", "reports"] : "arn:${local.partition}:s3:::${var.buckets.records}/${prefix}/*"], condition = null },
        { sid = "FindWhatIsKept", actions = ["s3:ListBucket"], resources = ["arn:${local.partition}:s3:::${var.buckets.records}"], condition = { StringLikeIfExists = { "s3:prefix" = ["trail/*", "reports/*"] } } },
        local.object_key,
        { sid = "Sign", actions = ["kms:Sign", "kms:GetPublicKey"], resources = [var.kms_keys.trail], condition = null },
        { sid = "Ask", actions = local.ask, resources = ["*"], condition = { StringEquals = { "aws:RequestedRegion" = var.regions } } },
      ],
      [for arns in [var.account_role_arns] : { sid = "RolesOfAccounts", actions = ["sts:AssumeRole"], resources = arns, condition = null } if length(arns) > 0],
    )
  }

  # What compliance-reporter asks of AWS, source by source (docs/compliance-collection.md).
  ask = [
    "acm:ListCertificates",
    "backup:ListProtectedResources",
    "cloudtrail:DescribeTrails",
    "cloudtrail:GetTrailStatus",
    "cloudtrail:LookupEvents",
    "config:DescribeConfigRules",
    "config:DescribeConfigurationRecorderStatus",
    "config:GetComplianceDetailsByConfigRule",
    "guardduty:GetDetector",
    "guardduty:GetFindings",
    "guardduty:ListDetectors",
    "guardduty:ListFindings",
    "inspector2:BatchGetAccountStatus",
    "inspector2:ListFindings",
    "macie2:GetFindings",
    "macie2:GetMacieSession",
    "macie2:ListFindings",
    "securityhub:BatchGetStandardsControlAssociations",
    "securityhub:GetEnabledStandards",
    "securityhub:GetFindings",
    "securityhub:ListSecurityControlDefinitions",
  ]

  services = toset([for service in keys(local.all_statements) : service if var.hub || contains(["metrics-gateway", "anomaly-processor"], service) || service == "alert-processor" && var.alerts_everywhere])

  policies = { for service in local.services : service => jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in local.all_statements[service] : merge(
      { Sid = statement.sid, Effect = "Allow", Action = statement.actions, Resource = statement.resources },
      statement.condition == null ? {} : { Condition = statement.condition },
    )]
  }) }
}
