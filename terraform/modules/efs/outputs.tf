output "file_system_id" {
  description = "The file system, for a StorageClass or PersistentVolume of the EFS CSI driver."
  value       = aws_efs_file_system.this.id
}

output "file_system_arn" {
  description = "ARN of the file system."
  value       = aws_efs_file_system.this.arn
}

output "prometheus_volume_handle" {
  description = "volumeHandle of Prometheus' PersistentVolume: file system and access point."
  value       = "${aws_efs_file_system.this.id}::${aws_efs_access_point.prometheus.id}"

  # A volume that is mounted before there is a target waits for long.
  depends_on = [aws_efs_mount_target.this]
}
