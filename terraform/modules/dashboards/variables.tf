variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "hub" {
  description = "Whether dashboards show the whole as well, which the hub computes."
  type        = bool
}

variable "queue_names" {
  description = "Names of this region's queues by who reads them."
  type        = map(string)
}

variable "dead_letter_queue_names" {
  description = "Names of the dead-letter queues by whose queue they stand behind."
  type        = map(string)
}

variable "database_identifier" {
  description = "Identifier of the database's instance; empty for none in this region."
  type        = string
  default     = ""
}
