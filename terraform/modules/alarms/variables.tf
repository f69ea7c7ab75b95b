variable "environment" {
  description = "Name of the environment, such as prod; stands for $${environment} in rules."
  type        = string
}

variable "alerts_topic_arn" {
  description = "The topic that alarms go to, when they fire and when they are over."
  type        = string
}

variable "notifications_topic_arn" {
  description = "The topic whose subscribers hear by email, without the suite, of what concerns the suite itself (notify_directly)."
  type        = string
}

variable "rules_directory" {
  description = "A folder of rules of one's own beside the shipped ones, *.json, each file a rule or a list of them. A rule with the name of a shipped one replaces it. Empty for none."
  type        = string
  default     = ""
}

variable "bands" {
  description = "Metrics whose anomaly band is watched, as the module anomaly_detectors gives them."
  type = map(object({
    namespace   = string
    metric_name = string
    stat        = string
    dimensions  = map(string)
    width       = number
  }))
  default = {}
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which has no composite alarms."
  type        = bool
  default     = false
}
