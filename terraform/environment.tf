locals {
  # What each service is told of what was made here, on top of its topics and queues.
  own_environment = {
    alert-processor = {}
    metrics-gateway = {
      KALDRIX_ARCHIVE_LOCATION = module.storage.archive_location
    }
    anomaly-processor = {}
    compliance-reporter = {
      KALDRIX_TRAIL_LOCATION   = module.storage.trail_location
      KALDRIX_TRAIL_KEY        = module.storage.trail_key_arn
      KALDRIX_REPORTS_LOCATION = module.storage.reports_location
    }
  }

  service_environment = {
    for service, environment in module.messaging.environment :
    service => merge(environment, local.own_environment[service])
  }
}
