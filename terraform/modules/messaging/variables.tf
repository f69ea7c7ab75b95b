variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment))
    error_message = "The environment is a name of at most 16 small letters, digits and hyphens that begins with a letter."
  }
}

variable "hub" {
  description = "Whether this region is the one that aggregates; its metrics-gateway hears every region."
  type        = bool
}

variable "hub_region" {
  description = "The region that aggregates, such as us-east-1."
  type        = string
}

variable "regions" {
  description = "All regions of the suite, the hub among them."
  type        = list(string)

  validation {
    condition     = length(var.regions) > 0 && length(distinct(var.regions)) == length(var.regions)
    error_message = "The regions are at least one, and each is named once."
  }
}

variable "alerts_everywhere" {
  description = "Whether every region runs an alert-processor that pages for its own alerts; else the hub's reads the queues of all."
  type        = bool
  default     = false
}

variable "global_regions" {
  description = "Regions whose alert-processor sees incidents and heartbeats of all: the hub, and those that may take its place. Empty for the hub alone."
  type        = list(string)
  default     = []
}

variable "alert_email" {
  description = "Address that is subscribed to the topic for notifications; it gets a mail from AWS first, with a link to confirm."
  type        = string

  validation {
    condition     = can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alert_email))
    error_message = "alert_email is an address such as alerts@example.com."
  }
}

variable "anomaly_queues" {
  description = "How many queues of metrics anomaly-processor has in each region (kaldrix.shards.count). The gateways' 64 shards are dealt out among them."
  type        = number
  default     = 8

  validation {
    condition     = var.anomaly_queues >= 1 && var.anomaly_queues <= 64 && floor(var.anomaly_queues) == var.anomaly_queues
    error_message = "anomaly_queues is a whole number from 1 to 64."
  }
}

variable "visibility_timeout_seconds" {
  description = "For how long a message that was received stays hidden."
  type        = number
  default     = 30

  validation {
    condition     = var.visibility_timeout_seconds >= 10 && var.visibility_timeout_seconds <= 43200
    error_message = "visibility_timeout_seconds is 10 to 43200."
  }
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which does not keep who may name a queue as its dead-letter queue."
  type        = bool
  default     = false
}

variable "kms_key_deletion_window_days" {
  description = "For how many days the deletion of the key can be taken back, 7 to 30."
  type        = number
  default     = 30
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
