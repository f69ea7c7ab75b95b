# shellcheck shell=bash
# What the scripts of this folder share; it is read by them and not run.

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
export root
readonly namespace_default=kaldrix-monitoring release_default=kaldrix-monitoring
export namespace_default release_default

# Refuses with one sentence; exit code 2 says that nothing was done.
refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

say() {
  printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*" >&2
}

# Programs that must be on the PATH, all of them named at once.
need() {
  local program
  local -a missing=()
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 || missing+=("$program")
  done
  ((${#missing[@]} == 0)) || refuse "Not on the PATH, and needed: ${missing[*]}."
}

# The value of an option: value_of NAME COUNT VALUE.
value_of() {
  (($2 > 1)) || refuse "The option $1 needs a value."
  printf '%s' "$3"
}

require_region() {
  [[ $1 =~ ^[a-z]{2}(-[a-z]+)+-[0-9]$ ]] || refuse "'$1' is no region such as eu-west-1."
}

require_environment() {
  [[ $1 =~ ^[a-z][a-z0-9-]{0,15}$ ]] || refuse "'$1' is no environment such as prod."
}

now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

# Tells the topic that ALERTS_TOPIC_ARN names of a failure, in CloudWatch's form, which every installation understands:
# publish_alarm NAME DESCRIPTION REASON METRIC.
publish_alarm() {
  local region account
  region=$(cut -d : -f 4 <<<"$ALERTS_TOPIC_ARN")
  account=$(cut -d : -f 5 <<<"$ALERTS_TOPIC_ARN")
  aws sns publish --region "$region" --topic-arn "$ALERTS_TOPIC_ARN" --subject "ALARM: \"$1\"" --message "$(jq -cn --arg name "$1" --arg description "$2" \
    --arg reason "$3" --arg metric "$4" --arg region "$region" --arg account "$account" --arg at "$(date -u +%Y-%m-%dT%H:%M:%S.000+0000)" '
    {AlarmName: $name, AlarmDescription: $description, AWSAccountId: $account, AlarmConfigurationUpdatedTimestamp: $at, NewStateValue: "ALARM",
     NewStateReason: $reason, StateChangeTime: $at, Region: $region, AlarmArn: "arn:aws:cloudwatch:\($region):\($account):alarm:\($name)",
     OldStateValue: "OK", OKActions: [], AlarmActions: [], InsufficientDataActions: [], Trigger: {MetricName: $metric, Namespace: "KALDRIX/Drills",
     StatisticType: "Statistic", Statistic: "SUM", Unit: null, Dimensions: [], Period: 86400, EvaluationPeriods: 1, DatapointsToAlarm: 1,
     ComparisonOperator: "GreaterThanThreshold", Threshold: 0.0, TreatMissingData: "breaching", EvaluateLowSampleCountPercentile: ""}}')" >/dev/null
}
