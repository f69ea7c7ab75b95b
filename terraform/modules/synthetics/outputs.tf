output "canary_names" {
  description = "Names of the canaries by what they try."
  value       = { for what, canary in aws_synthetics_canary.this : what => canary.name }
}
