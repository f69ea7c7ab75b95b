variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "vpc_id" {
  description = "The network that the file system is reached from."
  type        = string
}

variable "private_subnets" {
  description = "Subnets with a mount target each, one in each availability zone."
  type        = list(string)
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which does not let go of a file system's policy."
  type        = bool
  default     = false
}
