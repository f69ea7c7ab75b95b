variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "hub" {
  description = "Whether the trail of all regions is kept here."
  type        = bool
}

variable "records_bucket" {
  description = "Name of the bucket that CloudTrail writes to, under the prefix cloudtrail."
  type        = string
}

variable "log_retention_days" {
  description = "For how many days CloudWatch keeps the log of the trail; the bucket keeps it for longer."
  type        = number
  default     = 365
}

variable "data_event_bucket_arns" {
  description = "ARNs of buckets whose every access to an object is recorded."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, whose trail does not start when it is named by its ARN."
  type        = bool
  default     = false
}
