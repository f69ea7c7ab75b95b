package com.kaldrix.monitoring.e2e;

/** A configuration that tells every alert by every kind of channel, each alert for itself, however many and however often. */
final class EveryChannel {

    static final String ROUTES = """
            global:
              resolve_timeout: 5m
              pagerduty_url: ${sinks}/pagerduty/v2/enqueue
              smtp_smarthost: ${smtp}
              smtp_from: kaldrix@kaldrix.example
              smtp_require_tls: false
            route:
              receiver: everybody
              group_by: ['...']
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 4h
              routes:
                - matchers: [scene="storm"]
                  receiver: everybody
                  group_by: [region, component]
                  group_wait: 4s
                  group_interval: 5s
            receivers:
              - name: everybody
                slack_configs:
                  - api_url: ${sinks}/slack/services/T00000000/B00000000/alerts
                    send_resolved: true
                  - api_url: ${sinks}/slack/services/T00000000/B00000000/quiet
                    send_resolved: false
                  - api_url: ${sinks}/slack/api/chat.postMessage
                    channel: C0123456789
                    send_resolved: true
                    http_config:
                      authorization:
                        credentials: local-bot-token
                pagerduty_configs:
                  - routing_key: local0kaldrix0every0channel00000
                email_configs:
                  - to: everybody@kaldrix.example
                    send_resolved: true
                sns_configs:
                  - topic_arn: arn:aws:sns:us-east-1:000000000000:local-kaldrix-notifications
                    sigv4:
                      region: us-east-1
                webhook_configs:
                  - url: ${sinks}/webhook/everybody
            """;

    static final String RULES = """
            flapping: {times: 0}
            storms: {incidents: 0}
            mappings:
              - name: status-page
                when: {/page/id: p1}
                labels: {alertname: StatusPage, incident: /incident/id, region: us-west-2, severity: P2}
                annotations: {summary: /incident/name}
                status: {pointer: /incident/status, resolved: [resolved]}
                link: /incident/shortlink
            """;

    private EveryChannel() {}
}
