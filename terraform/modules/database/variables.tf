variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "vpc_id" {
  description = "The network that the database is reached from."
  type        = string
}

variable "private_subnets" {
  description = "Subnets of the database, in at least two availability zones."
  type        = list(string)
}

variable "replica_subnets" {
  description = "Private subnets of the second region for a read replica there; none for no replica. Automated backups go there in any case."
  type        = list(string)
  default     = []
}

variable "instance_class" {
  description = "How large the instance is."
  type        = string
  default     = "db.r8g.large"
}

variable "allocated_storage" {
  description = "Storage in GiB to begin with."
  type        = number
  default     = 100
}

variable "max_allocated_storage" {
  description = "Up to how many GiB storage grows by itself."
  type        = number
  default     = 1000
}

variable "backup_retention_days" {
  description = "For how many days the database can be brought back to any moment, 1 to 35."
  type        = number
  default     = 35

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "backup_retention_days is 1 to 35."
  }
}

variable "deletion_protection" {
  description = "Whether the database cannot be deleted, and leaves a snapshot when it is."
  type        = bool
  default     = true
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which keeps neither backups in another region nor parameters and monitoring of an instance."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
