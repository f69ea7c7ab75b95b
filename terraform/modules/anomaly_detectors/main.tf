data "aws_region" "current" {}

locals {
  tags = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  files = concat(
    [for file in fileset("${path.module}/detectors", "*.json") : "${path.module}/detectors/${file}"],
    var.detectors_directory == "" ? [] : [for file in fileset(var.detectors_directory, "*.json") : "${var.detectors_directory}/${file}"],
  )

  listed = flatten([for file in local.files : [
    for detector in flatten([jsondecode(file(file))]) : { file = basename(file), detector = detector }
  ]])

  needed = ["metric_name", "namespace", "stat"]
  known  = concat(local.needed, ["configuration", "dimensions", "width"])

  wrong = flatten([for one in local.listed : concat(
    [for key in local.needed : "${one.file} has no ${key}" if !contains(keys(one.detector), key)],
    [for key in keys(one.detector) : "${one.file} has ${key}, which no detector has" if !contains(local.known, key)],
  )])

  # What is left out: the gateway's metrics are those of this region, others those of all that there is.
  detectors = { for one in local.listed :
    "${replace(one.detector.namespace, "/[^A-Za-z0-9]/", "-")}-${one.detector.metric_name}-${one.detector.stat}" => {
      namespace   = one.detector.namespace
      metric_name = one.detector.metric_name
      stat        = one.detector.stat
      dimensions  = try(one.detector.dimensions, one.detector.namespace == "KALDRIX" ? { Region = data.aws_region.current.name } : {})
      width       = try(one.detector.width, 2)
      time_zone   = try(one.detector.configuration.metric_timezone, "UTC")
      excluded    = try(one.detector.configuration.excluded_time_ranges, [])
    }... if length(local.wrong) == 0
  }

  # One's own of the same metric counts, for it comes last.
  chosen = { for name, same in local.detectors : name => same[length(same) - 1] }
}

resource "terraform_data" "detectors" {
  input = length(local.chosen)

  lifecycle {
    precondition {
      condition     = length(local.wrong) == 0
      error_message = "Detectors are wrong: ${join("; ", local.wrong)}."
    }
  }
}

# The provider has no resource for detectors, and CloudFormation has.
resource "aws_cloudformation_stack" "this" {
  name = "${var.environment}-kaldrix-anomaly-detectors"
  tags = local.tags

  template_body = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Description              = "What CloudWatch learns to expect, for ${var.environment}"
    Resources = { for name, detector in local.chosen : replace(name, "/[^A-Za-z0-9]/", "") => {
      Type = "AWS::CloudWatch::AnomalyDetector"
      Properties = {
        Namespace  = detector.namespace
        MetricName = detector.metric_name
        Stat       = detector.stat
        Dimensions = [for key, value in detector.dimensions : { Name = key, Value = value }]
        Configuration = {
          MetricTimeZone = detector.time_zone
          # CloudFormation takes times without a zone, in UTC.
          ExcludedTimeRanges = [for range in detector.excluded : {
            StartTime = trimsuffix(range.start_time, "Z")
            EndTime   = trimsuffix(range.end_time, "Z")
          }]
        }
      }
    } }
  })
}
