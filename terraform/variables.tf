# --- what operators know already ----------------------------------------------

variable "region" {
  description = "The region that this apply is about, such as us-east-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is a name such as us-east-1."
  }
}

variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment))
    error_message = "The environment is a name of at most 16 small letters, digits and hyphens that begins with a letter."
  }
}

variable "kubernetes_cluster_name" {
  description = "Name of the EKS cluster that runs the suite; with create_cluster, the name that it gets."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$", var.kubernetes_cluster_name))
    error_message = "A cluster's name holds letters, digits, hyphens and underscores, and begins with a letter or digit."
  }
}

variable "vpc_id" {
  description = "The network that the suite runs in; empty with create_network."
  type        = string
  default     = ""

  validation {
    condition     = var.vpc_id == "" || can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id is like vpc-0123456789abcdef0."
  }
}

variable "private_subnets" {
  description = "Subnets without an address on the internet, in at least two availability zones: for the database, the file system and the cluster's nodes. Empty with create_network."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for subnet in var.private_subnets : can(regex("^subnet-[0-9a-z]+$", subnet))])
    error_message = "private_subnets are like subnet-0123456789abcdef0."
  }
}

variable "public_subnets" {
  description = "Subnets with addresses on the internet, for load balancers. Empty with create_network."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for subnet in var.public_subnets : can(regex("^subnet-[0-9a-z]+$", subnet))])
    error_message = "public_subnets are like subnet-0123456789abcdef0."
  }
}

variable "alert_email" {
  description = "Address that notifications go to by email; AWS sends it a link to confirm."
  type        = string

  validation {
    condition     = can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alert_email))
    error_message = "alert_email is an address such as alerts@example.com."
  }
}

variable "pagerduty_integration_key" {
  description = "Integration key of PagerDuty's Events API v2; empty for no PagerDuty."
  type        = string
  default     = ""
  sensitive   = true
}

variable "slack_webhook_url" {
  description = "Incoming webhook of Slack; empty for no Slack."
  type        = string
  default     = ""
  sensitive   = true
}

# --- regions ------------------------------------------------------------------

variable "hub" {
  description = "Whether this region aggregates: it runs alert-processor and compliance-reporter for all regions. By default the region that hub_region names does."
  type        = bool
  default     = null
}

variable "hub_region" {
  description = "The region that aggregates. The same in the variables of every region."
  type        = string
  default     = "us-east-1"
}

variable "regions" {
  description = "All regions of the suite, the hub among them. The same in the variables of every region; a fourth is added here."
  type        = list(string)
  default     = ["us-east-1", "us-west-2", "eu-west-1"]
}

variable "replica_region" {
  description = "Where copies of buckets, backups and the database go. By default another region under the same law: us-east-1 and us-west-2 keep each other's, eu-west-1's go to eu-central-1."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of all resources, beside those that the suite sets."
  type        = map(string)
  default     = {}
}

# --- parts --------------------------------------------------------------------

variable "anomaly_queues" {
  description = "How many queues of metrics anomaly-processor has (kaldrix.shards.count), 1 to 64."
  type        = number
  default     = 8
}

variable "records_lock_mode" {
  description = "Object Lock of records: COMPLIANCE, which nobody lifts, not even the account's owner, or GOVERNANCE, which a permission of its own lifts."
  type        = string
  default     = "COMPLIANCE"
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto. Leaves out what that does not have; README.md lists it. Never true in an account."
  type        = bool
  default     = false
}
