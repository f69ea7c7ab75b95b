variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "detectors_directory" {
  description = "A folder of detectors of one's own beside the shipped ones, *.json, each file a detector or a list of them. Empty for none."
  type        = string
  default     = ""
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
