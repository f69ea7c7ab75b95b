variable "region" {
  description = "The region that the state of all regions is kept in."
  type        = string
}

variable "environment" {
  description = "Name of the environment, such as prod."
  type        = string
}
