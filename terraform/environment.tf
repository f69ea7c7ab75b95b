locals {
  # Names and passwords of the services' roles are a secret of the cluster's; README.md says how they are made.
  database = { for name in ["alerts", "anomalies", "compliance"] : name => {
    SPRING_DATASOURCE_URL = "jdbc:postgresql://${module.database.endpoint}/${name}?sslmode=require"
  } }

  # What each service is told of what was made here, on top of its topics and queues.
  own_environment = {
    alert-processor = merge(local.database["alerts"], var.alerts_everywhere ? {
      KALDRIX_GLOBAL_CLAIMS       = "s3://${module.identity.claims_bucket}/silences"
      KALDRIX_GLOBAL_CLAIMSREGION = var.hub_region
    } : {})
    metrics-gateway = {
      KALDRIX_ARCHIVE_LOCATION   = module.storage.archive_location
      KALDRIX_CLOUDWATCH_ENABLED = "true"
    }
    anomaly-processor = merge(local.database["anomalies"], {
      KALDRIX_CLOUDWATCH_ENABLED = "true"
    })
    compliance-reporter = merge(local.database["compliance"], {
      KALDRIX_TRAIL_LOCATION   = module.storage.trail_location
      KALDRIX_TRAIL_KEY        = module.storage.trail_key_arn
      KALDRIX_REPORTS_LOCATION = module.storage.reports_location
    })
  }

  service_environment = {
    for service, environment in module.messaging.environment :
    service => merge(environment, local.own_environment[service])
  }
}
