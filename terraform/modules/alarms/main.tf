data "aws_region" "current" {}

locals {
  prefix = "${var.environment}-kaldrix"
  region = data.aws_region.current.name
  tags   = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  files = concat(
    [for file in fileset("${path.module}/rules", "*.json") : "${path.module}/rules/${file}"],
    var.rules_directory == "" ? [] : [for file in fileset(var.rules_directory, "*.json") : "${var.rules_directory}/${file}"],
  )

  # A file holds one rule or a list of them; flatten makes both the same.
  listed = flatten([for file in local.files : [
    for rule in flatten([jsondecode(templatefile(file, { environment = var.environment, region = local.region }))]) :
    { file = basename(file), rule = rule }
  ]])

  rules = { for one in local.listed : try(one.rule.alarm_name, "in ${one.file} without alarm_name") => one.rule... }

  needed = ["alarm_name", "metric_name", "namespace", "threshold", "comparison_operator", "evaluation_periods", "period"]
  known = concat(local.needed, [
    "alarm_description", "statistic", "extended_statistic", "dimensions", "datapoints_to_alarm", "treat_missing_data", "unit",
    "notify_directly",
  ])

  wrong = flatten([for one in local.listed : concat(
    [for key in local.needed : "${one.file}: ${try(one.rule.alarm_name, "a rule")} has no ${key}" if !contains(keys(one.rule), key)],
    [for key in keys(one.rule) : "${one.file}: ${try(one.rule.alarm_name, "a rule")} has ${key}, which no rule has" if !contains(local.known, key)],
  )])
}

resource "terraform_data" "rules" {
  input = length(local.rules)

  lifecycle {
    precondition {
      condition     = length(local.wrong) == 0
      error_message = "Rules of alarms are wrong: ${join("; ", local.wrong)}."
    }
  }
}

# The last rule of a name counts: one's own files come after the shipped ones.
resource "aws_cloudwatch_metric_alarm" "rule" {
  for_each = { for name, rules in local.rules : name => rules[length(rules) - 1] if length(local.wrong) == 0 }

  alarm_name          = each.key
  alarm_description   = try(each.value.alarm_description, null)
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  threshold           = each.value.threshold
  comparison_operator = each.value.comparison_operator
  evaluation_periods  = each.value.evaluation_periods
  period              = each.value.period
  datapoints_to_alarm = try(each.value.datapoints_to_alarm, null)
  treat_missing_data  = try(each.value.treat_missing_data, "missing")
  unit                = try(each.value.unit, null)
  extended_statistic  = try(each.value.extended_statistic, null)
  statistic           = can(each.value.extended_statistic) ? null : try(each.value.statistic, "Average")
  # The gateway's metrics have the dimension Region; others are those of all that there is unless a rule says which.
  dimensions = try(each.value.dimensions, each.value.namespace == "KALDRIX" ? { Region = local.region } : {})

  alarm_actions = concat([var.alerts_topic_arn], try(each.value.notify_directly, false) ? [var.notifications_topic_arn] : [])
  ok_actions    = concat([var.alerts_topic_arn], try(each.value.notify_directly, false) ? [var.notifications_topic_arn] : [])
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "band" {
  for_each = var.bands

  alarm_name          = "${local.prefix}-band-${each.key}"
  alarm_description   = "${each.value.namespace} ${each.value.metric_name} (${each.value.stat}) is outside of what CloudWatch expects, ${each.value.width} standard deviations wide"
  comparison_operator = "LessThanLowerOrGreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "band"
  treat_missing_data  = "missing"
  alarm_actions       = [var.alerts_topic_arn]
  ok_actions          = [var.alerts_topic_arn]
  tags                = local.tags

  metric_query {
    id          = "band"
    expression  = "ANOMALY_DETECTION_BAND(measured, ${each.value.width})"
    label       = "expected"
    return_data = true
  }

  metric_query {
    id          = "measured"
    return_data = true

    metric {
      namespace   = each.value.namespace
      metric_name = each.value.metric_name
      stat        = each.value.stat
      period      = 300
      dimensions  = each.value.dimensions
    }
  }
}

locals {
  # Alarms that say together what none of them says alone.
  composites = {
    region-in-trouble = {
      description = "Nodes of ${local.region} lack resources and their users notice"
      any = [
        "${local.prefix}-cpu-high", "${local.prefix}-memory-high", "${local.prefix}-disk-nearly-full",
      ]
      all = ["${local.prefix}-error-rate-high"]
    }
    chain-stands-still = {
      description = "Fewer validators take part and blocks come slowly in ${local.region}"
      any         = ["${local.prefix}-validator-participation-low", "${local.prefix}-consensus-health-low"]
      all         = ["${local.prefix}-block-time-high"]
    }
    pages-do-not-go-out = {
      description = "Alerts wait for alert-processor, or cannot be read by it, in ${local.region}"
      any         = ["${local.prefix}-alerts-wait", "${local.prefix}-alerts-unreadable"]
      all         = []
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "this" {
  for_each = { for name, composite in local.composites : name => composite if !var.emulated }

  alarm_name        = "${local.prefix}-${each.key}"
  alarm_description = each.value.description
  alarm_rule = join(" AND ", concat(
    ["(${join(" OR ", [for name in each.value.any : "ALARM(\"${name}\")"])})"],
    [for name in each.value.all : "ALARM(\"${name}\")"],
  ))
  alarm_actions = concat([var.alerts_topic_arn], each.key == "pages-do-not-go-out" ? [var.notifications_topic_arn] : [])
  ok_actions    = concat([var.alerts_topic_arn], each.key == "pages-do-not-go-out" ? [var.notifications_topic_arn] : [])
  tags          = local.tags

  depends_on = [aws_cloudwatch_metric_alarm.rule]
}
