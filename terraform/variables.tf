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

variable "alerts_everywhere" {
  description = "Whether every region runs an alert-processor that pages for its own alerts, with a database of its own; else the hub's reads the queues of all. The same in every file."
  type        = bool
  default     = true
}

variable "global_regions" {
  description = "Regions that may take the hub's place without a deployment: with alerts_everywhere, incidents and heartbeats of all regions reach them as they reach the hub. The same in every file."
  type        = list(string)
  default     = []
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

variable "create_network" {
  description = "Whether a network is made, for an account that has none; then vpc_id and the subnets stay empty."
  type        = bool
  default     = false
}

variable "network_cidr" {
  description = "Addresses of that network, a /16; each region has its own, should they ever be joined."
  type        = string
  default     = "10.64.0.0/16"
}

variable "create_cluster" {
  description = "Whether an EKS cluster named kubernetes_cluster_name is made, for an account that has none."
  type        = bool
  default     = false
}

variable "cluster_public_access_cidrs" {
  description = "Addresses from which that cluster's API is reached over the internet; none for inside the network only."
  type        = list(string)
  default     = []
}

variable "oidc_provider_arn" {
  description = "The cluster's OpenID Connect provider in IAM, for roles by IRSA. Empty for EKS Pod Identity."
  type        = string
  default     = ""
}

variable "kubernetes_namespace" {
  description = "The Kubernetes namespace that the suite runs in."
  type        = string
  default     = "kaldrix-monitoring"
}

variable "exported_log_groups" {
  description = "Further log groups of this region whose whole days are exported to the bucket for backups, beside CloudTrail's and those of a cluster that is made here."
  type        = list(string)
  default     = []
}

variable "metric_set_buckets" {
  description = "Names of buckets that metric sets of anomaly-processor are fetched from."
  type        = list(string)
  default     = []
}

variable "account_role_arns" {
  description = "Roles of other accounts that compliance-reporter takes to ask there (kaldrix.pull.accounts[].role)."
  type        = list(string)
  default     = []
}

variable "remote_write_role_arns" {
  description = "Roles that metrics-gateway takes for targets of remote write that are signed (sigv4.role_arn)."
  type        = list(string)
  default     = []
}

variable "remote_write_workspace_arns" {
  description = "Workspaces of Amazon Managed Service for Prometheus that metrics-gateway writes to with its own role."
  type        = list(string)
  default     = []
}

variable "more_topic_arns" {
  description = "Topics that receivers of alert-processor name beside the suite's own, and endpoints of applications; * where one names a telephone (phone_number)."
  type        = list(string)
  default     = []
}

variable "topic_role_arns" {
  description = "Roles that alert-processor takes for receivers of SNS (sigv4.role_arn)."
  type        = list(string)
  default     = []
}

variable "phone_identity_arns" {
  description = "Numbers, sender ids, pools and configuration sets of AWS End User Messaging that alert-processor sends from (telephony in kaldrix.yml)."
  type        = list(string)
  default     = []
}

variable "connect_instance_arns" {
  description = "Instances of Amazon Connect by which alert-processor calls people."
  type        = list(string)
  default     = []
}

variable "mail_identity_arns" {
  description = "Identities and configuration sets of Amazon SES that alert-processor sends mail from."
  type        = list(string)
  default     = []
}

variable "anomaly_queues" {
  description = "How many queues of metrics anomaly-processor has (kaldrix.shards.count), 1 to 64."
  type        = number
  default     = 8
}

variable "database_instance_class" {
  description = "How large the database's instance is."
  type        = string
  default     = "db.r8g.large"
}

variable "database_replica_subnets" {
  description = "Private subnets of replica_region for a read replica of the database there; none for no replica."
  type        = list(string)
  default     = []
}

variable "deletion_protection" {
  description = "Whether the database cannot be deleted."
  type        = bool
  default     = true
}

variable "alarm_rules_directory" {
  description = "A folder of alarm rules of one's own, *.json. Empty for the shipped ones alone."
  type        = string
  default     = ""
}

variable "anomaly_detectors_directory" {
  description = "A folder of anomaly detectors of one's own, *.json. Empty for the shipped ones alone."
  type        = string
  default     = ""
}

variable "config_rules_directory" {
  description = "A folder of Config rules of one's own, *.json. Empty for the shipped ones alone."
  type        = string
  default     = ""
}

variable "automatic_remediation" {
  description = "Whether what Config rules find is put right without anybody starting it."
  type        = bool
  default     = false
}

variable "manage_security" {
  description = "Whether Security Hub, GuardDuty, Macie, Inspector and Config are turned on here; not where an organisation does that already."
  type        = bool
  default     = true
}

variable "manage_trail" {
  description = "Whether a trail of CloudTrail is made by the hub; not where an organisation has one already."
  type        = bool
  default     = true
}

variable "gateway_url" {
  description = "Address of this region's metrics-gateway for Firehose, https://.../firehose/cloudwatch. Empty, as before the suite runs, for no metric stream."
  type        = string
  default     = ""
}

variable "firehose_access_key" {
  description = "One of the gateway's kaldrix.firehose.access-keys; needed with gateway_url."
  type        = string
  default     = ""
  sensitive   = true
}

variable "canary_targets" {
  description = "What canaries try, as the module synthetics takes it: health, api, transaction, transaction_body, network. One that is left out has no canary."
  type = object({
    health           = optional(string, "")
    api              = optional(string, "")
    transaction      = optional(string, "")
    transaction_body = optional(string, "{}")
    network          = optional(list(string), [])
  })
  default = {}
}

variable "remediation_functions" {
  description = "Names of Lambda functions that rules of self-healing call."
  type        = list(string)
  default     = []
}

variable "quarantine_security_group_id" {
  description = "The security group that an isolated instance gets; empty to leave isolation out."
  type        = string
  default     = ""
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
