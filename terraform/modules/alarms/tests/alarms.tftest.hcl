mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }
}

variables {
  environment             = "prod"
  alerts_topic_arn        = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts"
  notifications_topic_arn = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-notifications"
}

run "the_shipped_set_is_whole" {
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.rule) >= 30
    error_message = "Infrastructure, application, business, security and the suite itself are watched."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.rule : contains(alarm.alarm_actions, "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts") && alarm.ok_actions == alarm.alarm_actions])
    error_message = "Whoever hears of an alarm hears of its end."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rule["prod-kaldrix-cpu-high"].dimensions == tomap({ Region = "us-east-1" })
    error_message = "The gateway's metrics are those of this region."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.rule["prod-kaldrix-alerts-wait"].alarm_actions) == 2
    error_message = "That pages do not go out is told without the suite."
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["pages-do-not-go-out"].alarm_rule == "(ALARM(\"prod-kaldrix-alerts-wait\") OR ALARM(\"prod-kaldrix-alerts-unreadable\"))"
    error_message = "Alarms are joined by name."
  }
}

run "rules_of_operators_as_they_stand" {
  variables {
    rules_directory = "tests/operators"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rule["prod-kaldrix-high-cpu"].threshold == 80 && aws_cloudwatch_metric_alarm.rule["prod-kaldrix-high-cpu"].period == 300
    error_message = "What the rule says holds."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rule["prod-kaldrix-high-cpu"].statistic == "Average" && length(aws_cloudwatch_metric_alarm.rule["prod-kaldrix-high-cpu"].dimensions) == 0
    error_message = "What it leaves out is the average over all."
  }
}

run "a_rule_with_a_mistake_is_named" {
  command = plan

  variables {
    rules_directory = "tests/wrong"
  }

  expect_failures = [terraform_data.rules]
}

run "bands_are_watched_on_both_sides" {
  variables {
    bands = {
      KALDRIX-TransactionRate = {
        namespace   = "KALDRIX"
        metric_name = "TransactionRate"
        stat        = "Sum"
        dimensions  = { Region = "us-east-1" }
        width       = 2
      }
    }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.band["KALDRIX-TransactionRate"].comparison_operator == "LessThanLowerOrGreaterThanUpperThreshold"
    error_message = "Too little is as unusual as too much."
  }
}
