output "endpoint" {
  description = "Host and port of the database, for SPRING_DATASOURCE_URL: jdbc:postgresql://ENDPOINT/alerts?sslmode=require."
  value       = aws_db_instance.this.endpoint
}

output "instance_arn" {
  description = "ARN of the instance."
  value       = aws_db_instance.this.arn
}

output "instance_identifier" {
  description = "Identifier of the instance, the dimension DBInstanceIdentifier of its metrics."
  value       = aws_db_instance.this.identifier
}

output "admin_secret_arn" {
  description = "The secret with the password of kaldrix_admin, which RDS changes by itself."
  value       = try(aws_db_instance.this.master_user_secret[0].secret_arn, "")
}

output "replica_endpoint" {
  description = "Host and port of the read replica in the second region; empty without one."
  value       = try(aws_db_instance.replica[0].endpoint, "")
}

output "network_cidr" {
  description = "The addresses of the network that the database is in."
  value       = data.aws_vpc.this.cidr_block
}
