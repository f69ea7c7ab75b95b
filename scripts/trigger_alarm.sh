#!/usr/bin/env bash
# Fires an alarm for a test: one of CloudWatch by its name, or, where there is none or no CloudWatch, the message that it would send.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/trigger_alarm.sh NAME [options]

  --region REGION      where; AWS_REGION, or us-east-1, unless said otherwise
  --environment NAME   prod unless said otherwise; part of the topic's name
  --ok                 ends it instead
  --publish            sends the message that CloudWatch would send to the topic of alerts; no alarm of that name has to exist
  --topic ARN          that topic, where it is not ENVIRONMENT-kaldrix-alerts
  --reason TEXT        why; it stands in the message
  --help               this

Without --publish the alarm's own state is set. CloudWatch sets it back at its next evaluation. AWS_ENDPOINT_URL is taken, as by aws itself.
HELP
}

name='' region=${AWS_REGION:-us-east-1} environment=prod state=ALARM publish='' topic='' reason='Fired by hand for a test'
while (($#)); do
  case $1 in
    --region)
      region=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --environment)
      environment=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --topic)
      topic=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --reason)
      reason=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --ok) state=OK && shift ;;
    --publish) publish=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    -*) refuse "trigger_alarm.sh takes no $1; --help says what it takes." ;;
    *)
      [[ -z $name ]] || refuse "trigger_alarm.sh takes one name, not also $1."
      name=$1
      shift
      ;;
  esac
done
[[ -n $name ]] || refuse "trigger_alarm.sh needs the name of an alarm."
((${#name} <= 255)) || refuse "The name of an alarm has at most 255 characters."
require_region "$region"
require_environment "$environment"
need aws jq

if [[ -z $publish ]]; then
  found=$(aws cloudwatch describe-alarms --region "$region" --alarm-names "$name" --alarm-types MetricAlarm CompositeAlarm --output json |
    jq '(.MetricAlarms // []) + (.CompositeAlarms // []) | length')
  ((found > 0)) || refuse "There is no alarm $name in $region; --publish sends the message without one."
  aws cloudwatch set-alarm-state --region "$region" --alarm-name "$name" --state-value "$state" --state-reason "$reason"
else
  account=$(aws sts get-caller-identity --region "$region" --query Account --output text 2>/dev/null || printf 000000000000)
  topic=${topic:-arn:aws:sns:$region:$account:$environment-kaldrix-alerts}
  before=OK
  [[ $state == ALARM ]] || before=ALARM
  message=$(jq -cn --arg name "$name" --arg state "$state" --arg before "$before" --arg reason "$reason" --arg at "$(date -u +%Y-%m-%dT%H:%M:%S.000+0000)" \
    --arg region "$region" --arg account "$account" '{
      AlarmName: $name, AlarmDescription: "A test by scripts/trigger_alarm.sh", AWSAccountId: $account, AlarmConfigurationUpdatedTimestamp: $at,
      NewStateValue: $state, NewStateReason: $reason, StateChangeTime: $at, Region: $region,
      AlarmArn: "arn:aws:cloudwatch:\($region):\($account):alarm:\($name)", OldStateValue: $before,
      OKActions: [], AlarmActions: [], InsufficientDataActions: [],
      Trigger: {MetricName: "Synthetic", Namespace: "KALDRIX/Test", StatisticType: "Statistic", Statistic: "SUM", Unit: null, Dimensions: [],
        Period: 60, EvaluationPeriods: 1, DatapointsToAlarm: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 0.0,
        TreatMissingData: "notBreaching", EvaluateLowSampleCountPercentile: ""}}')
  aws sns publish --region "$region" --topic-arn "$topic" --subject "$state: \"${name:0:60}\"" --message "$message" --output text >/dev/null
fi
say "$name in $region is $state"
