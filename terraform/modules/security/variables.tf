variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "hub" {
  description = "Whether this region gathers the findings and configurations of all."
  type        = bool
}

variable "regions" {
  description = "All regions of the suite."
  type        = list(string)
}

variable "config_bucket" {
  description = "Name of the bucket that Config writes to, under the prefix config."
  type        = string
}

variable "config_bucket_key_arn" {
  description = "The key that this bucket's objects are encrypted with."
  type        = string
}

variable "buckets_to_classify" {
  description = "Names of buckets that Macie looks through for sensitive data once a week, beside its own sampling of all."
  type        = list(string)
  default     = []
}

variable "rules_directory" {
  description = "A folder of Config rules of one's own beside the shipped ones, *.json, each file a rule or a list of them. Empty for none."
  type        = string
  default     = ""
}

variable "automatic_remediation" {
  description = "Whether rules with a remediation put right what fails by themselves. Otherwise somebody starts it."
  type        = bool
  default     = false
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto; what that lacks is left out."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
