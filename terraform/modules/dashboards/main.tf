data "aws_region" "current" {}

locals {
  region = data.aws_region.current.name
  places = concat([local.region], var.hub ? ["global"] : [])

  overview = {
    "Transactions"       = { metrics = ["TransactionRate", "TransactionVolume"], stat = "Sum" }
    "Success"            = { metrics = ["TransactionSuccessRate", "ValidationSuccessRate"], stat = "Average" }
    "Errors"             = { metrics = ["ErrorRate", "NetworkErrorRate"], stat = "Average" }
    "Blocks"             = { metrics = ["BlockTime", "BlockPropagation"], stat = "Average" }
    "Consensus"          = { metrics = ["ConsensusHealth", "ValidatorParticipation"], stat = "Average" }
    "Processors, memory" = { metrics = ["CPUUtilization", "MemoryUtilization"], stat = "Average" }
    "Volumes"            = { metrics = ["DiskUtilization", "SwapUtilization"], stat = "Maximum" }
    "Network"            = { metrics = ["NetworkHealth", "PeerCount"], stat = "Average" }
  }

  performance = {
    "Latency of transactions" = { metrics = ["TransactionLatency"], stat = "Average" }
    "Rounds of consensus"     = { metrics = ["ConsensusRoundTime", "ConsensusStability"], stat = "Average" }
    "Blocks"                  = { metrics = ["BlockRate", "BlockTime", "BlockPropagation", "BlockCreationEfficiency"], stat = "Average" }
    "Validators"              = { metrics = ["ActiveValidators", "ValidatorParticipation", "ValidationSuccessRate"], stat = "Average" }
    "Network"                 = { metrics = ["NetworkLatency", "NetworkThroughput", "NetworkErrorRate"], stat = "Average" }
    "Use"                     = { metrics = ["ActiveUsers", "TransactionsPerUser", "TransactionValue"], stat = "Average" }
    "Machines"                = { metrics = ["CPUUtilization", "MemoryUtilization", "SwapUtilization"], stat = "Average" }
    "Disks"                   = { metrics = ["DiskUtilization", "DiskIO"], stat = "Average" }
  }

  security = {
    "Sign-ins"           = { metrics = ["AuthenticationSuccesses", "AuthenticationFailures"], stat = "Sum" }
    "Failed sign-ins, %" = { metrics = ["AuthenticationFailureRate"], stat = "Average" }
    "What was denied"    = { metrics = ["AuthorizationFailures"], stat = "Sum" }
    "Incidents"          = { metrics = ["SecurityIncidents"], stat = "Maximum" }
    "Compliance"         = { metrics = ["ComplianceScore"], stat = "Average" }
  }

  own = { for dashboard, charts in { overview = local.overview, performance = local.performance, security = local.security } :
    dashboard => [for title in keys(charts) : {
      title   = title
      stat    = charts[title].stat
      metrics = [for pair in setproduct(charts[title].metrics, local.places) : ["KALDRIX", pair[0], "Region", pair[1], { label = "${pair[0]} ${pair[1]}" }]]
    }]
  }

  # What the suite itself does, and what else of AWS says it best.
  others = {
    overview = [
      {
        title   = "Oldest message, s"
        stat    = "Maximum"
        metrics = [for reader, name in var.queue_names : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", name, { label = reader }]]
      },
      {
        title   = "Dead letters"
        stat    = "Maximum"
        metrics = [for reader, name in var.dead_letter_queue_names : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name, { label = reader }]]
      },
    ]
    performance = concat(
      [{
        title   = "Messages a minute"
        stat    = "Sum"
        metrics = [for reader, name in var.queue_names : ["AWS/SQS", "NumberOfMessagesReceived", "QueueName", name, { label = reader }]]
      }],
      var.database_identifier == "" ? [] : [{
        title = "Database"
        stat  = "Average"
        metrics = [for metric in ["CPUUtilization", "DatabaseConnections", "ReadLatency", "WriteLatency"] :
          ["AWS/RDS", metric, "DBInstanceIdentifier", var.database_identifier, { label = metric }]
        ]
      }],
    )
    security = [{
      title = "Anomalies"
      stat  = "Sum"
      metrics = [for severity in ["P0", "P1", "P2", "P3"] :
        ["KALDRIX/Anomalies", "AnomaliesFound", "Region", local.region, "Severity", severity, "Family", "security", { label = severity }]
      ]
    }]
  }

  charts = { for dashboard in keys(local.own) : dashboard => concat(local.own[dashboard], local.others[dashboard]) }
}

resource "aws_cloudwatch_dashboard" "this" {
  for_each = local.charts

  dashboard_name = "${var.environment}-kaldrix-${each.key}"

  dashboard_body = jsonencode({
    widgets = [for index, chart in each.value : {
      type   = "metric"
      x      = (index % 3) * 8
      y      = floor(index / 3) * 6
      width  = 8
      height = 6
      properties = {
        title   = chart.title
        region  = local.region
        view    = "timeSeries"
        stacked = false
        stat    = chart.stat
        period  = 60
        metrics = chart.metrics
      }
    }]
  })
}
