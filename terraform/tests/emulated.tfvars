# For an apply to moto, as ./kaldrix check-deploy makes it: an account that has nothing.
environment               = "prod"
alert_email               = "alerts@kaldrix.example"
pagerduty_integration_key = "your-pagerduty-key"
slack_webhook_url         = "your-slack-webhook"
create_network            = true
create_cluster            = true
gateway_url               = "https://metrics.kaldrix.example/firehose/cloudwatch"
firehose_access_key       = "key"
deletion_protection       = false
emulated                  = true
