output "name" {
  description = "Name of the cluster, once there are nodes."
  value       = aws_eks_cluster.this.name

  depends_on = [aws_eks_node_group.this]
}

output "endpoint" {
  description = "Address of the Kubernetes API."
  value       = aws_eks_cluster.this.endpoint
}

output "log_group_name" {
  description = "Log group of the control plane."
  value       = aws_cloudwatch_log_group.control_plane.name
}
