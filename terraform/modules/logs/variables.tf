variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "hub" {
  description = "Whether the logs of all regions are kept here."
  type        = bool
}

variable "hub_region" {
  description = "The region that logs are sent to."
  type        = string
}

variable "regions" {
  description = "All regions of the suite."
  type        = list(string)
}

variable "retention_days" {
  description = "For how many days CloudWatch keeps logs; the archive keeps them for longer."
  type        = number
  default     = 90
}

variable "archive_bucket_arn" {
  description = "ARN of the bucket that every line is archived in."
  type        = string
}

variable "archive_key_arn" {
  description = "The key that this bucket's objects are encrypted with."
  type        = string
}

variable "namespace" {
  description = "The Kubernetes namespace of the service account fluent-bit, which ships logs."
  type        = string
  default     = "kaldrix-monitoring"
}

variable "cluster_name" {
  description = "The EKS cluster that logs are shipped from."
  type        = string
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which knows no Pod Identity associations."
  type        = bool
  default     = false
}
