locals {
  # What EventBridge hands on, and to which topics.
  rules = {
    cloudwatch-alarms = {
      description = "Alarms of CloudWatch: states, contributors, deletions"
      topics      = ["alerts"]
      pattern = {
        source = ["aws.cloudwatch"]
        detail-type = [
          "CloudWatch Alarm State Change",
          "CloudWatch Alarm Contributor State Change",
          "CloudWatch Alarm Configuration Change",
        ]
      }
    }
    guardduty = {
      description = "Findings of GuardDuty"
      topics      = ["alerts", "findings"]
      pattern     = { source = ["aws.guardduty"], detail-type = ["GuardDuty Finding"] }
    }
    security-hub = {
      description = "Findings of Security Hub in the AWS Security Finding Format"
      topics      = ["alerts", "findings"]
      pattern     = { source = ["aws.securityhub"], detail-type = ["Security Hub Findings - Imported"] }
    }
    security-hub-ocsf = {
      description = "Findings of Security Hub in the Open Cybersecurity Schema Framework"
      topics      = ["alerts", "findings"]
      pattern     = { source = ["aws.securityhub"], detail-type = ["Findings Imported V2"] }
    }
    macie = {
      description = "Findings of Macie"
      topics      = ["findings"]
      pattern     = { source = ["aws.macie"], detail-type = ["Macie Finding"] }
    }
    inspector = {
      description = "Findings of Inspector"
      topics      = ["findings"]
      pattern     = { source = ["aws.inspector2"], detail-type = ["Inspector2 Finding"] }
    }
    access-analyzer = {
      description = "Findings of IAM Access Analyzer"
      topics      = ["findings"]
      pattern = {
        source = ["aws.access-analyzer"]
        detail-type = [
          "Access Analyzer Finding",
          "Internal Access Finding",
          "Unused Access Finding for IAM entities",
        ]
      }
    }
    config = {
      description = "What rules of Config say, and configurations that became others"
      topics      = ["findings"]
      pattern = {
        source      = ["aws.config"]
        detail-type = ["Config Rules Compliance Change", "Config Configuration Item Change"]
      }
    }
    # CloudTrail does not name itself as the source, but the service that was called.
    cloudtrail = {
      description = "Calls and sign-ins that CloudTrail records"
      topics      = ["findings"]
      pattern     = { detail-type = ["AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail"] }
    }
    # For reviews of incidents: what was changed before.
    changes = {
      description = "Calls that change what runs, and how it is reached"
      topics      = ["alerts"]
      pattern = {
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          readOnly = [false]
          eventSource = [for service in ["autoscaling", "cloudformation", "ecs", "eks", "elasticloadbalancing", "lambda", "rds", "route53"] :
            "${service}.amazonaws.com"
          ]
        }
      }
    }
    cloudtrail-insights = {
      description = "Unusual rates of calls and errors"
      topics      = ["alerts"]
      pattern     = { source = ["aws.cloudtrail"], detail-type = ["AWS Insight via CloudTrail"] }
    }
    health = {
      description = "What AWS says of its own health"
      topics      = ["alerts"]
      pattern     = { source = ["aws.health"], detail-type = ["AWS Health Event"] }
    }
    eks = {
      description = "Add-ons, updates and Fargate pods of EKS"
      topics      = ["alerts"]
      pattern     = { source = ["aws.eks"], detail-type = [{ prefix = "EKS " }] }
    }
  }

  targets = merge([for rule, what in local.rules : {
    for topic in what.topics : "${rule}/${topic}" => { rule = rule, topic = topic }
  }]...)
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.rules

  name          = "${local.prefix}-${each.key}"
  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)
  tags          = local.tags
}

# What a topic does not take ends here, and an alarm of the suite itself watches it.
resource "aws_sqs_queue" "undelivered_events" {
  name                      = "${local.prefix}-undelivered-events"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.messaging.arn
  policy                    = data.aws_iam_policy_document.undelivered_events.json
  tags                      = local.tags
}

data "aws_iam_policy_document" "undelivered_events" {
  statement {
    sid       = "RulesSend"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:${local.partition}:sqs:${local.region}:${local.account}:${local.prefix}-undelivered-events"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [for rule in aws_cloudwatch_event_rule.this : rule.arn]
    }
  }
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.targets

  rule      = aws_cloudwatch_event_rule.this[each.value.rule].name
  target_id = each.value.topic
  arn       = aws_sns_topic.this[each.value.topic].arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_events.arn
  }

  depends_on = [aws_sns_topic_policy.this]
}
