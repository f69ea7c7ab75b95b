mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }
}

variables {
  environment = "prod"
}

run "three_ship" {
  assert {
    condition     = keys(output.bands) == ["KALDRIX-CPUUtilization-Average", "KALDRIX-MemoryUtilization-Average", "KALDRIX-TransactionRate-Sum"]
    error_message = "Transaction rate, processors and memory are learned."
  }
}

run "the_detector_of_operators_as_it_stands" {
  variables {
    detectors_directory = "tests/operators"
  }

  assert {
    condition = jsondecode(aws_cloudformation_stack.this.template_body).Resources.KALDRIXTransactionRateSum.Properties == {
      Namespace  = "KALDRIX"
      MetricName = "TransactionRate"
      Stat       = "Sum"
      Dimensions = [{ Name = "Region", Value = "us-east-1" }]
      Configuration = {
        MetricTimeZone     = "UTC"
        ExcludedTimeRanges = [{ StartTime = "2023-01-01T00:00:00", EndTime = "2023-01-01T06:00:00" }]
      }
    }
    error_message = "What the file says is what CloudWatch is told; it replaces the shipped one of the same metric."
  }
}
