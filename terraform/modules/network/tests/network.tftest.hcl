mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  }
}

variables {
  environment  = "prod"
  cluster_name = "kaldrix-eks-us-east-1"
}

run "subnets_in_three_zones_that_do_not_overlap" {
  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.64.32.0/19", "10.64.64.0/19", "10.64.96.0/19"] && [for subnet in aws_subnet.public : subnet.cidr_block] == ["10.64.0.0/24", "10.64.1.0/24", "10.64.2.0/24"]
    error_message = "Public and private subnets have addresses of their own."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(distinct([for subnet in aws_subnet.private : subnet.availability_zone])) == 3
    error_message = "A zone that is away takes no other along."
  }
}

run "a_network_that_is_too_small_is_refused" {
  command = plan

  variables {
    cidr = "10.64.0.0/20"
  }

  expect_failures = [var.cidr]
}
