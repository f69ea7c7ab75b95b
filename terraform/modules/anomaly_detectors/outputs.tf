output "bands" {
  description = "The metrics with a detector, as the module alarms takes them."
  value       = { for name, detector in local.chosen : name => { for key in ["namespace", "metric_name", "stat", "dimensions", "width"] : key => detector[key] } }
}
