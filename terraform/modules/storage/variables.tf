variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment))
    error_message = "The environment is a name of at most 16 small letters, digits and hyphens that begins with a letter, for bucket names hold it."
  }
}

variable "archive_prefix" {
  description = "Where in the bucket the metric archive lies; the gateways' kaldrix.archive.location ends with it."
  type        = string
  default     = "archive"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9/_-]*[a-z0-9]$", var.archive_prefix))
    error_message = "The archive's prefix holds small letters, digits, hyphens, underscores and slashes, and neither begins nor ends with a slash."
  }
}

variable "archive_infrequent_access_after_days" {
  description = "After how many days the archive's objects move to Standard-IA; S3 allows 30 and more."
  type        = number
  default     = 30

  validation {
    condition     = var.archive_infrequent_access_after_days >= 30
    error_message = "S3 moves nothing to Standard-IA before 30 days."
  }
}

variable "archive_glacier_after_days" {
  description = "After how many days they move on to Glacier Instant Retrieval, which Athena still reads."
  type        = number
  default     = 90
}

variable "archive_retention_days" {
  description = "After how many days they are deleted; 2557 are seven years."
  type        = number
  default     = 2557
}

variable "deleted_versions_retention_days" {
  description = "For how many days an object that was deleted or replaced can still be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.deleted_versions_retention_days >= 1
    error_message = "A version that is not current is kept for at least a day."
  }
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

variable "records_lock_mode" {
  description = "Object Lock of records: COMPLIANCE, which nobody lifts, or GOVERNANCE, which a permission of its own lifts."
  type        = string
  default     = "COMPLIANCE"

  validation {
    condition     = contains(["COMPLIANCE", "GOVERNANCE"], var.records_lock_mode)
    error_message = "records_lock_mode is COMPLIANCE or GOVERNANCE."
  }
}

variable "records_lock_days" {
  description = "For how many days records without a retention of their own cannot be deleted."
  type        = number
  default     = 365
}

variable "records_retention_days" {
  description = "After how many days records are deleted; 2557 are seven years."
  type        = number
  default     = 2557
}

variable "backups_retention_days" {
  description = "After how many days backups are deleted."
  type        = number
  default     = 400
}

variable "access_logs_retention_days" {
  description = "After how many days logs of who read and wrote objects are deleted."
  type        = number
  default     = 400
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which does not keep that encrypted objects are replicated."
  type        = bool
  default     = false
}
