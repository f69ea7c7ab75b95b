variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "targets" {
  description = "What is tried: health and api are addresses that answer 200; transaction takes a POST of transaction_body; network is a list of host:port that take a connection. One that is left out has no canary."
  type = object({
    health           = optional(string, "")
    api              = optional(string, "")
    transaction      = optional(string, "")
    transaction_body = optional(string, "{}")
    network          = optional(list(string), [])
  })

  validation {
    condition     = alltrue([for address in [var.targets.health, var.targets.api, var.targets.transaction] : address == "" || startswith(address, "https://")])
    error_message = "targets.health, targets.api and targets.transaction begin with https://."
  }

  validation {
    condition     = alltrue([for place in var.targets.network : can(regex("^[A-Za-z0-9.-]+:[0-9]{1,5}$", place))])
    error_message = "targets.network are like node-1.example.com:9944."
  }
}

variable "artifacts_bucket" {
  description = "Name of the bucket for what canaries see, under the prefix canaries."
  type        = string
}

variable "artifacts_key_arn" {
  description = "The key that this bucket's objects are encrypted with."
  type        = string
}

variable "alerts_topic_arn" {
  description = "The topic that alarms of canaries go to."
  type        = string
}

variable "runtime" {
  description = "Runtime of CloudWatch Synthetics; AWS ends them after about two years."
  type        = string
  default     = "syn-nodejs-puppeteer-10.0"
}
