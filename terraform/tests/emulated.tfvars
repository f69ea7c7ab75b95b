# For an apply to moto, as ./kaldrix check-deploy makes it.
environment               = "prod"
alert_email               = "alerts@kaldrix.example"
pagerduty_integration_key = "your-pagerduty-key"
slack_webhook_url         = "your-slack-webhook"
emulated                  = true
