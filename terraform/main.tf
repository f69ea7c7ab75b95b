locals {
  hub = coalesce(var.hub, var.region == var.hub_region)

  replicas = {
    us-east-1 = "us-west-2"
    us-west-2 = "us-east-1"
    eu-west-1 = "eu-central-1"
  }
  replica_region = coalesce(var.replica_region, lookup(local.replicas, var.region, var.hub_region))

  prefix = "${var.environment}-kaldrix"
  tags   = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })
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
  }
}

module "messaging" {
  source = "./modules/messaging"

  environment    = var.environment
  hub            = local.hub
  hub_region     = var.hub_region
  regions        = var.regions
  alert_email    = var.alert_email
  anomaly_queues = var.anomaly_queues
  emulated       = var.emulated
  tags           = var.tags
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
