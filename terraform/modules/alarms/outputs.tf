output "alarm_names" {
  description = "Names of all alarms."
  value = concat(
    keys(aws_cloudwatch_metric_alarm.rule),
    [for alarm in aws_cloudwatch_metric_alarm.band : alarm.alarm_name],
    [for alarm in aws_cloudwatch_composite_alarm.this : alarm.alarm_name],
  )
}
