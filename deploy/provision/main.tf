# Topics and queues of one region in LocalStack, by the module that makes them in AWS.
terraform {
  required_version = ">= 1.7.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# The address and the credentials come from the environment (AWS_ENDPOINT_URL).
provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}

module "messaging" {
  source = "../../terraform/modules/messaging"

  environment    = "local"
  hub            = true
  hub_region     = "us-east-1"
  regions        = ["us-east-1"]
  alert_email    = "oncall@kaldrix.example"
  anomaly_queues = 2
  emulated       = true
}
