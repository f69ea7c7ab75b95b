variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "gateway_url" {
  description = "Address of this region's metrics-gateway as Firehose reaches it, with https, such as https://metrics.eu-west-1.example.com/firehose/cloudwatch."
  type        = string

  validation {
    condition     = can(regex("^https://[^/]+/firehose/cloudwatch$", var.gateway_url))
    error_message = "gateway_url begins with https:// and ends with /firehose/cloudwatch."
  }
}

variable "access_key" {
  description = "One of the gateway's kaldrix.firehose.access-keys."
  type        = string
  sensitive   = true
}

variable "namespaces" {
  description = "Namespaces of CloudWatch that are streamed. KALDRIX is not among them: the gateway pushed it itself."
  type        = list(string)
  default     = ["AWS/EC2", "AWS/EBS", "AWS/EFS", "AWS/RDS", "AWS/SQS", "AWS/SNS", "AWS/S3", "AWS/ApplicationELB", "AWS/NetworkELB", "AWS/NATGateway", "AWS/Firehose", "AWS/EKS"]
}

variable "bucket_arn" {
  description = "ARN of the bucket for deliveries that the gateway did not take within two hours."
  type        = string
}

variable "bucket_key_arn" {
  description = "The key that this bucket's objects are encrypted with."
  type        = string
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which has no metric streams."
  type        = bool
  default     = false
}
