output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "private_subnets" {
  description = "Subnets without an address on the internet, one in each zone."
  value       = aws_subnet.private[*].id

  # What is put there reaches the internet from the beginning.
  depends_on = [aws_route.nat, aws_route_table_association.private]
}

output "public_subnets" {
  description = "Subnets with addresses on the internet, one in each zone."
  value       = aws_subnet.public[*].id

  depends_on = [aws_route.internet, aws_route_table_association.public]
}
