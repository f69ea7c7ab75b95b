# What the chart has to know of what was made here, in its own words. scripts/deploy_monitoring.sh hands it over as it is, after the values of the
# region and before those of the operator.
locals {
  irsa = var.oidc_provider_arn != ""

  # By Pod Identity a service account has its role without an annotation.
  chart_role = { for account, arn in merge(module.identity.role_arns, module.backup.role_arns, { grafana = module.identity.grafana_role_arn }) : account => local.irsa ? arn : "" }

  claims = var.alerts_everywhere ? { claims = "s3://${module.identity.claims_bucket}/silences", claimsRegion = var.hub_region } : { claims = "", claimsRegion = "" }

  helm_values = merge({
    region      = var.region
    hub         = local.hub
    environment = var.environment
    accountId   = data.aws_caller_identity.current.account_id

    secrets = {
      mode   = "external"
      prefix = "${var.environment}-kaldrix/"
      more   = { for secret, keys in { alert-processor = module.identity.secret_keys } : secret => keys if length(keys) > 0 }
    }

    alertProcessor = merge(local.claims, {
      everywhere   = var.alerts_everywhere
      queueRegions = var.alerts_everywhere ? [] : var.regions
      roleArn      = lookup(local.chart_role, "alert-processor", "")
    })
    metricsGateway = {
      archive    = module.storage.archive_location
      cloudwatch = true
      roleArn    = local.chart_role["metrics-gateway"]
    }
    anomalyProcessor = {
      shards  = var.anomaly_queues
      roleArn = local.chart_role["anomaly-processor"]
    }
    backup = {
      location  = module.backup.location
      logGroups = local.exported_log_groups
      roleArn   = local.chart_role["backup"]
    }
    grafana       = { roleArn = local.chart_role["grafana"] }
    restoreDrill  = { roleArn = local.chart_role["restore-drill"] }
    networkPolicy = { databaseCidrs = [module.database.network_cidr] }
    prometheus    = { storage = { volumeHandle = module.efs.prometheus_volume_handle } }
    }, local.hub ? {
    complianceReporter = {
      queueRegions = var.regions
      reports      = module.storage.reports_location
      roleArn      = local.chart_role["compliance-reporter"]
      trail        = { location = module.storage.trail_location, key = module.storage.trail_key_arn }
    }
  } : {})
}

data "aws_caller_identity" "current" {}

output "helm_values" {
  description = "Values of the chart that follow from what was made here, as YAML: account, roles, buckets, keys, queues, the volume of Prometheus."
  value       = yamlencode(local.helm_values)
}
