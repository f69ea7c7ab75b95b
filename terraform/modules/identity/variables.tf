variable "environment" {
  description = "Name of the environment, such as prod; it begins every name."
  type        = string
}

variable "hub" {
  description = "Whether this region runs alert-processor and compliance-reporter."
  type        = bool
}

variable "hub_region" {
  description = "The region that aggregates; hubs agree in its bucket on who tells of a silent region. Empty for this one."
  type        = string
  default     = ""
}

variable "alerts_everywhere" {
  description = "Whether every region runs an alert-processor for its own alerts."
  type        = bool
  default     = false
}

variable "regions" {
  description = "All regions of the suite; the hub's services read the queues of each."
  type        = list(string)
}

variable "buckets" {
  description = "Names of the buckets: monitoring, for the metric archive, and records, for checkpoints and reports."
  type        = object({ monitoring = string, records = string })
}

variable "kms_keys" {
  description = "ARNs of keys: monitoring, of the buckets, and trail, which signs."
  type        = object({ monitoring = string, trail = string })
}

variable "archive_prefix" {
  description = "Where in the monitoring bucket the metric archive lies."
  type        = string
  default     = "archive"
}

variable "oidc_provider_arn" {
  description = "The cluster's OpenID Connect provider in IAM; then service accounts take their roles by it (IRSA). Empty for EKS Pod Identity."
  type        = string
  default     = ""
}

variable "cluster_name" {
  description = "The EKS cluster of the service accounts."
  type        = string
}

variable "namespace" {
  description = "The Kubernetes namespace that the suite runs in. A service account has the name of its service."
  type        = string
  default     = "kaldrix-monitoring"
}

variable "remote_write_role_arns" {
  description = "Roles that metrics-gateway takes for targets of remote write that are signed (sigv4.role_arn)."
  type        = list(string)
  default     = []
}

variable "remote_write_workspace_arns" {
  description = "Workspaces of Amazon Managed Service for Prometheus that metrics-gateway writes to with its own role."
  type        = list(string)
  default     = []
}

variable "more_topic_arns" {
  description = "Topics that receivers of alert-processor name beside the suite's own, and endpoints of applications; * where one names a telephone (phone_number)."
  type        = list(string)
  default     = []
}

variable "topic_role_arns" {
  description = "Roles that alert-processor takes for receivers of SNS (sigv4.role_arn)."
  type        = list(string)
  default     = []
}

variable "phone_identity_arns" {
  description = "Numbers, sender ids, pools and configuration sets of AWS End User Messaging that alert-processor sends from (telephony in kaldrix.yml)."
  type        = list(string)
  default     = []
}

variable "connect_instance_arns" {
  description = "Instances of Amazon Connect by which alert-processor calls people."
  type        = list(string)
  default     = []
}

variable "mail_identity_arns" {
  description = "Identities and configuration sets of Amazon SES that alert-processor sends mail from."
  type        = list(string)
  default     = []
}

variable "metric_set_buckets" {
  description = "Names of buckets that metric sets of anomaly-processor are fetched from; encrypted with keys of S3 or with keys that let this role decrypt."
  type        = list(string)
  default     = []
}

variable "account_role_arns" {
  description = "Roles of other accounts that compliance-reporter takes to ask there (kaldrix.pull.accounts[].role)."
  type        = list(string)
  default     = []
}

variable "remediation_documents" {
  description = "Names of SSM Automation documents that rules of self-healing start, in any region."
  type        = list(string)
  default     = []
}

variable "automation_role_arns" {
  description = "Roles that those documents take; whoever starts one has to pass it."
  type        = list(string)
  default     = []
}

variable "remediation_functions" {
  description = "Names of Lambda functions that rules of self-healing call, in any region."
  type        = list(string)
  default     = []
}

variable "pagerduty_integration_key" {
  description = "Kept in Secrets Manager; empty for none."
  type        = string
  default     = ""
  sensitive   = true
}

variable "slack_webhook_url" {
  description = "Kept in Secrets Manager; empty for none."
  type        = string
  default     = ""
  sensitive   = true
}

variable "secret_recovery_days" {
  description = "For how many days a deleted secret can be brought back; 0 for not at all."
  type        = number
  default     = 7
}

variable "emulated" {
  description = "Whether AWS is stood in for by moto, which knows no Pod Identity associations."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "external_secrets_namespace" {
  description = "The Kubernetes namespace of the service account external-secrets, which reads secrets."
  type        = string
  default     = "external-secrets"
}
