variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "cluster_name" {
  description = "The EKS cluster whose load balancers and nodes find the subnets by their tags."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16."
  type        = string
  default     = "10.64.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "cidr is a network of IPv4 with 16 bits, such as 10.64.0.0/16."
  }
}

variable "zones" {
  description = "In how many availability zones there are subnets, 2 or 3."
  type        = number
  default     = 3

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones is 2 or 3."
  }
}
