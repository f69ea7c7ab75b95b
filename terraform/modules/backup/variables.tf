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
  description = "Name of the bucket for exports."
  type        = string
}

variable "exported_log_groups" {
  description = "Log groups that are exported to the bucket once a month."
  type        = list(string)
  default     = []
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which has neither selections of backups nor schedules that call other services."
  type        = bool
  default     = false
}
