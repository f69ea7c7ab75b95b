mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }
}

variables {
  environment             = "prod"
  hub                     = true
  queue_names             = { alert-processor = "prod-kaldrix-alert-processor" }
  dead_letter_queue_names = { alert-processor = "prod-kaldrix-alert-processor-dlq" }
}

run "three_that_fit_on_the_page" {
  assert {
    condition     = toset(keys(aws_cloudwatch_dashboard.this)) == toset(["overview", "performance", "security"])
    error_message = "There are an overview, details and security."
  }

  assert {
    condition = alltrue(flatten([for dashboard in aws_cloudwatch_dashboard.this : [for widget in jsondecode(dashboard.dashboard_body).widgets :
      widget.x + widget.width <= 24 && length(widget.properties.metrics) > 0
    ]]))
    error_message = "Every chart has metrics and lies within the 24 columns."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this["overview"].dashboard_body, "\"global\"")
    error_message = "The hub shows the whole."
  }
}
