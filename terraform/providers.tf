provider "aws" {
  region = var.region
}

# Where copies of what must not be lost with a region go.
provider "aws" {
  alias  = "replica"
  region = local.replica_region
}
