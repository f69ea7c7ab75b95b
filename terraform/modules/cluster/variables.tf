variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "subnets" {
  description = "Private subnets of the nodes and of the control plane's interfaces."
  type        = list(string)
}

variable "kubernetes_version" {
  description = "Kubernetes' version."
  type        = string
  default     = "1.34"
}

variable "public_access_cidrs" {
  description = "Addresses from which the API is reached over the internet; none for inside the network only."
  type        = list(string)
  default     = []
}

variable "instance_types" {
  description = "What nodes are."
  type        = list(string)
  default     = ["m7g.large"]
}

variable "ami_type" {
  description = "Image of nodes; it fits the processors of instance_types."
  type        = string
  default     = "AL2023_ARM_64_STANDARD"
}

variable "nodes" {
  description = "How many nodes there are: at least, to begin with, at most."
  type        = object({ least = number, wanted = number, most = number })
  default     = { least = 3, wanted = 3, most = 9 }
}

variable "log_retention_days" {
  description = "For how many days the control plane's logs are kept."
  type        = number
  default     = 90
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which knows no add-ons of EKS and whose groups of nodes are never as they were asked for."
  type        = bool
  default     = false
}
