variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "quarantine_security_group_id" {
  description = "The security group that an isolated instance gets in place of its own; it should let nothing through. Empty to leave isolation out."
  type        = string
  default     = ""
}
