locals {
  hub = coalesce(var.hub, var.region == var.hub_region)

  replicas = {
    us-east-1 = "us-west-2"
    us-west-2 = "us-east-1"
    eu-west-1 = "eu-central-1"
  }
  replica_region = coalesce(var.replica_region, lookup(local.replicas, var.region, var.hub_region))

  vpc_id          = var.create_network ? module.network[0].vpc_id : var.vpc_id
  private_subnets = var.create_network ? module.network[0].private_subnets : var.private_subnets
  public_subnets  = var.create_network ? module.network[0].public_subnets : var.public_subnets
  cluster_name    = var.create_cluster ? module.cluster[0].name : var.kubernetes_cluster_name

}

# What two variables say together is checked before anything is made.
resource "terraform_data" "consistent" {
  input = var.region

  lifecycle {
    precondition {
      condition     = contains(var.regions, var.region)
      error_message = "region is not among regions: add it there, in the variables of every region."
    }

    precondition {
      condition     = contains(var.regions, var.hub_region)
      error_message = "hub_region is not among regions."
    }

    precondition {
      condition     = local.hub == (var.region == var.hub_region)
      error_message = "hub is true in the region that hub_region names, and in no other."
    }

    precondition {
      condition     = local.replica_region != var.region
      error_message = "replica_region is another region than region."
    }

    precondition {
      condition     = var.create_network == (var.vpc_id == "") && var.create_network == (length(var.private_subnets) == 0)
      error_message = "Either vpc_id and private_subnets name a network, or create_network makes one."
    }

    precondition {
      condition     = var.gateway_url == "" || nonsensitive(var.firehose_access_key != "")
      error_message = "firehose_access_key is needed with gateway_url: the gateway takes nothing without."
    }
  }
}

module "network" {
  source = "./modules/network"
  count  = var.create_network ? 1 : 0

  environment  = var.environment
  cluster_name = var.kubernetes_cluster_name
  cidr         = var.network_cidr
  tags         = var.tags
}

module "cluster" {
  source = "./modules/cluster"
  count  = var.create_cluster ? 1 : 0

  environment         = var.environment
  name                = var.kubernetes_cluster_name
  subnets             = local.private_subnets
  public_access_cidrs = var.cluster_public_access_cidrs
  emulated            = var.emulated
  tags                = var.tags
}

module "messaging" {
  source = "./modules/messaging"

  environment    = var.environment
  hub            = local.hub
  hub_region     = var.hub_region
  regions        = var.regions
  alert_email    = var.alert_email
  anomaly_queues = var.anomaly_queues

  alerts_everywhere = var.alerts_everywhere
  global_regions    = var.global_regions

  emulated = var.emulated
  tags     = var.tags
}

module "storage" {
  source = "./modules/storage"

  environment       = var.environment
  records_lock_mode = var.records_lock_mode
  emulated          = var.emulated
  tags              = var.tags

  providers = {
    aws         = aws
    aws.replica = aws.replica
  }
}

module "efs" {
  source = "./modules/efs"

  environment     = var.environment
  vpc_id          = local.vpc_id
  private_subnets = local.private_subnets
  emulated        = var.emulated
  tags            = var.tags
}

module "database" {
  source = "./modules/database"

  environment         = var.environment
  vpc_id              = local.vpc_id
  private_subnets     = local.private_subnets
  replica_subnets     = var.database_replica_subnets
  instance_class      = var.database_instance_class
  deletion_protection = var.deletion_protection
  emulated            = var.emulated
  tags                = var.tags

  providers = {
    aws         = aws
    aws.replica = aws.replica
  }
}

module "identity" {
  source = "./modules/identity"

  environment                 = var.environment
  hub                         = local.hub
  alerts_everywhere           = var.alerts_everywhere
  hub_region                  = var.hub_region
  regions                     = var.regions
  cluster_name                = local.cluster_name
  namespace                   = var.kubernetes_namespace
  oidc_provider_arn           = var.oidc_provider_arn
  pagerduty_integration_key   = var.pagerduty_integration_key
  slack_webhook_url           = var.slack_webhook_url
  metric_set_buckets          = var.metric_set_buckets
  account_role_arns           = var.account_role_arns
  remote_write_role_arns      = var.remote_write_role_arns
  remote_write_workspace_arns = var.remote_write_workspace_arns
  more_topic_arns             = var.more_topic_arns
  topic_role_arns             = var.topic_role_arns
  phone_identity_arns         = var.phone_identity_arns
  connect_instance_arns       = var.connect_instance_arns
  mail_identity_arns          = var.mail_identity_arns
  remediation_documents       = values(module.automation.document_names)
  automation_role_arns        = [module.automation.role_arn]
  remediation_functions       = var.remediation_functions
  emulated                    = var.emulated
  tags                        = var.tags

  buckets = {
    monitoring = module.storage.bucket
    records    = module.storage.records_bucket
  }

  kms_keys = {
    monitoring = module.storage.kms_key_arn
    trail      = module.storage.trail_key_arn
  }
}

module "anomaly_detectors" {
  source = "./modules/anomaly_detectors"

  environment         = var.environment
  detectors_directory = var.anomaly_detectors_directory
  tags                = var.tags
}

module "alarms" {
  source = "./modules/alarms"

  environment             = var.environment
  alerts_topic_arn        = module.messaging.topic_arns["alerts"]
  notifications_topic_arn = module.messaging.topic_arns["notifications"]
  rules_directory         = var.alarm_rules_directory
  bands                   = module.anomaly_detectors.bands
  emulated                = var.emulated
  tags                    = var.tags
}

module "dashboards" {
  source = "./modules/dashboards"

  environment             = var.environment
  hub                     = local.hub
  queue_names             = module.messaging.queue_names
  dead_letter_queue_names = module.messaging.dead_letter_queue_names
  database_identifier     = module.database.instance_identifier
}

module "security" {
  source = "./modules/security"
  count  = var.manage_security ? 1 : 0

  environment           = var.environment
  hub                   = local.hub
  regions               = var.regions
  config_bucket         = module.storage.backups_bucket
  config_bucket_key_arn = module.storage.kms_key_arn
  buckets_to_classify   = [module.storage.bucket, module.storage.records_bucket]
  rules_directory       = var.config_rules_directory
  automatic_remediation = var.automatic_remediation
  emulated              = var.emulated
  tags                  = var.tags
}

module "audit" {
  source = "./modules/audit"

  environment    = var.environment
  hub            = local.hub && var.manage_trail
  records_bucket = module.storage.records_bucket
  emulated       = var.emulated
  tags           = var.tags
}

module "logs" {
  source = "./modules/logs"

  environment        = var.environment
  hub                = local.hub
  hub_region         = var.hub_region
  regions            = var.regions
  archive_bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${module.storage.bucket}"
  archive_key_arn    = module.storage.kms_key_arn
  namespace          = var.kubernetes_namespace
  cluster_name       = local.cluster_name
  emulated           = var.emulated
  tags               = var.tags
}

module "backup" {
  source = "./modules/backup"

  environment         = var.environment
  backups_bucket      = module.storage.backups_bucket
  backups_key_arn     = module.storage.kms_key_arn
  alerts_topic_arn    = module.messaging.topic_arns["alerts"]
  exported_log_groups = local.exported_log_groups
  trust               = module.identity.job_trust
  pod_identity        = var.oidc_provider_arn == ""
  cluster_name        = local.cluster_name
  namespace           = var.kubernetes_namespace
  emulated            = var.emulated
  tags                = var.tags

  providers = {
    aws         = aws
    aws.replica = aws.replica
  }
}

module "automation" {
  source = "./modules/automation"

  environment                  = var.environment
  quarantine_security_group_id = var.quarantine_security_group_id
  tags                         = var.tags
}

module "metric_streams" {
  source = "./modules/metric_streams"
  count  = var.gateway_url == "" ? 0 : 1

  environment    = var.environment
  gateway_url    = var.gateway_url
  access_key     = var.firehose_access_key
  emulated       = var.emulated
  bucket_arn     = "arn:${data.aws_partition.current.partition}:s3:::${module.storage.bucket}"
  bucket_key_arn = module.storage.kms_key_arn
  tags           = var.tags
}

module "synthetics" {
  source = "./modules/synthetics"

  environment       = var.environment
  targets           = var.canary_targets
  artifacts_bucket  = module.storage.backups_bucket
  artifacts_key_arn = module.storage.kms_key_arn
  alerts_topic_arn  = module.messaging.topic_arns["alerts"]
  tags              = var.tags
}

data "aws_partition" "current" {}

locals {
  # Names alone, known before there is anything.
  exported_log_groups = concat(
    local.hub && var.manage_trail ? ["/kaldrix/${var.environment}/cloudtrail"] : [],
    var.create_cluster ? ["/aws/eks/${var.kubernetes_cluster_name}/cluster"] : [],
    var.exported_log_groups,
  )
}
