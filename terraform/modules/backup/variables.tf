variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "keep_daily_days" {
  description = "For how many days daily backups are kept."
  type        = number
  default     = 35
}

variable "keep_monthly_days" {
  description = "For how many days the backup of each month's first day is kept; 400 and more covers an audit of a year."
  type        = number
  default     = 400
}

variable "backups_bucket" {
  description = "Name of the bucket for backups and exports."
  type        = string
}

variable "exported_log_groups" {
  description = "Log groups whose whole days the chart's job backup exports to the bucket; it may export no others."
  type        = list(string)
  default     = []
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which has neither selections of backups nor Pod Identity associations."
  type        = bool
  default     = false
}

variable "backups_key_arn" {
  description = "The key that the bucket's objects are encrypted with."
  type        = string
}

variable "alerts_topic_arn" {
  description = "The topic that is told when a backup, an export or a drill fails."
  type        = string
}

variable "trust" {
  description = "Who may take the roles of the service accounts backup and restore-drill, as policy documents in JSON."
  type        = map(string)
}

variable "pod_identity" {
  description = "Whether the roles are given by EKS Pod Identity; by IRSA otherwise."
  type        = bool
  default     = true
}

variable "cluster_name" {
  description = "The EKS cluster that the jobs run in."
  type        = string
}

variable "namespace" {
  description = "The Kubernetes namespace that they run in."
  type        = string
  default     = "kaldrix-monitoring"
}
