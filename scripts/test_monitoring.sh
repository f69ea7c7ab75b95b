#!/usr/bin/env bash
# Proves a deployment from outside: fires a synthetic alarm in each region and waits for it to come back, and looks at targets, KPIs, dashboards,
# queues, dead letters, reports and the audit trail. Exit code 0 when all of it holds; the result is also JUnit's XML.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/test_monitoring.sh [options]

  --local              the suite that ./kaldrix up has started on this machine
  --state FOLDER       its state folder, where that is not .kaldrix
  --kubernetes         through the cluster of the current kubeconfig, by port-forwarding
  --environment NAME   prod unless said otherwise; local with --local
  --region REGION      a region to prove; may be given several times. us-east-1 unless said otherwise
  --hub REGION         where compliance-reporter is; us-east-1 unless said otherwise
  --token-file FILE    holds a token of role admin, or of responder
  --alerts URL         alert-processor of the region, or of the hub where it alone has one
  --metrics URL        metrics-gateway of the region
  --anomalies URL      anomaly-processor of the region
  --compliance URL     compliance-reporter of the hub
  --prometheus URL     a Prometheus; without it its targets are not looked at
  --grafana URL        a Grafana; without it its dashboards are not looked at. GRAFANA_AUTH holds user:password
  --timeout SECONDS    how long to wait for what takes time; 120 unless said otherwise
  --queue-age SECONDS  how old the oldest message in a queue may be, where SQS says so; 300 unless said otherwise
  --junit FILE         where JUnit's XML goes
  --help               this

The alarm is one of severity P3, which pages nobody. AWS_ENDPOINT_URL is taken, as by aws itself.
HELP
}

local_stack='' state='' kubernetes='' environment='' hub=us-east-1 token_file='' junit='' timeout=120 queue_age=300
alerts='' metrics='' anomalies='' compliance='' prometheus='' grafana=''
regions=()
while (($#)); do
  case $1 in
    --local) local_stack=1 && shift ;;
    --kubernetes) kubernetes=1 && shift ;;
    --state)
      state=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --environment)
      environment=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --region)
      regions+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --hub)
      hub=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --token-file)
      token_file=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --alerts)
      alerts=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --metrics)
      metrics=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --anomalies)
      anomalies=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --compliance)
      compliance=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --prometheus)
      prometheus=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --grafana)
      grafana=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --timeout)
      timeout=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --queue-age)
      queue_age=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --junit)
      junit=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "test_monitoring.sh takes no $1; --help says what it takes." ;;
  esac
done
[[ $timeout =~ ^[0-9]+$ && $queue_age =~ ^[0-9]+$ ]] || refuse "--timeout and --queue-age take a number of seconds."
need curl jq aws

work=$(mktemp -d)
children=()
# Invoked by the trap.
# shellcheck disable=SC2317
clean() {
  local child
  for child in ${children[@]+"${children[@]}"}; do
    kill "$child" 2>/dev/null || true
  done
  rm -rf -- "$work"
}
trap clean EXIT

# --- where everything is ------------------------------------------------------------------------------------------------

declare -A metrics_of=() anomalies_of=()
if [[ -n $local_stack ]]; then
  state=${state:-$root/.kaldrix}
  [[ -r $state/stack.json ]] || refuse "There is no suite on the state $state; ./kaldrix up starts one."
  port=$(jq -r .ports.services "$state/stack.json")
  replicas=$(jq -r .ports.replicas "$state/stack.json")
  environment=${environment:-local}
  ((${#regions[@]})) || regions=(us-east-1 us-west-2 eu-west-1)
  AWS_ENDPOINT_URL=http://127.0.0.1:$(jq -r .ports.aws "$state/stack.json")
  export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  token_file=${token_file:-$state/token}
  alerts=http://127.0.0.1:$port compliance=http://127.0.0.1:$((port + 3))
  # A process for each region: the hub's first, then four ports on for each further one.
  number=0
  for region in us-east-1 us-west-2 eu-west-1; do
    base=$port
    ((number == 0)) || base=$((replicas + (number - 1) * 4))
    metrics_of[$region]=http://127.0.0.1:$((base + 1))
    anomalies_of[$region]=http://127.0.0.1:$((base + 2))
    number=$((number + 1))
  done
fi
environment=${environment:-prod}
require_environment "$environment"
require_region "$hub"
((${#regions[@]})) || regions=("$hub")

forward() {
  local service=$1 port=$2 log=$work/$1.log
  kubectl -n "$namespace_default" get service "$service" >/dev/null 2>&1 || return 1
  kubectl -n "$namespace_default" port-forward "service/$service" ":$port" >"$log" 2>&1 &
  children+=($!)
  for _ in $(seq 50); do
    if grep -q '^Forwarding from 127' "$log"; then
      sed -n 's/^Forwarding from \(127.0.0.1:[0-9]*\).*/http:\/\/\1/p' "$log" | head -n 1 >"$work/$service.url"
      return 0
    fi
    sleep 0.2
  done
  return 1
}

if [[ -n $kubernetes ]]; then
  need kubectl
  ((${#regions[@]} == 1)) || refuse "--kubernetes proves one region at a time."
  for pair in alert-processor:8080 metrics-gateway:8081 anomaly-processor:8082 compliance-reporter:8083 prometheus:9090 grafana:3000; do
    forward "${pair%:*}" "${pair#*:}" || true
  done
  forwarded() {
    [[ ! -r $work/$1.url ]] || cat "$work/$1.url"
  }
  alerts=${alerts:-$(forwarded alert-processor)} compliance=${compliance:-$(forwarded compliance-reporter)}
  metrics=${metrics:-$(forwarded metrics-gateway)} anomalies=${anomalies:-$(forwarded anomaly-processor)}
  prometheus=${prometheus:-$(forwarded prometheus)} grafana=${grafana:-$(forwarded grafana)}
  if [[ -z $token_file ]]; then
    token_file=$work/token
    kubectl -n "$namespace_default" get secret test-monitoring -o jsonpath='{.data.token}' 2>/dev/null | base64 -d >"$token_file" || true
    [[ -s $token_file ]] || refuse "--token-file is missing, and there is no secret test-monitoring with a token in the cluster."
  fi
fi
for region in "${regions[@]}"; do
  require_region "$region"
  metrics_of[$region]=${metrics_of[$region]:-$metrics}
  anomalies_of[$region]=${anomalies_of[$region]:-$anomalies}
done
[[ -n $alerts ]] || refuse "Where alert-processor is must be said: --alerts, --local or --kubernetes."
[[ -n $token_file && -r $token_file ]] || refuse "--token-file must name a file with a token."

# A token on a command line could be read by everybody on this machine.
printf 'header = "Authorization: Bearer %s"\n' "$(<"$token_file")" >"$work/curl"
chmod 600 "$work/curl"
ask() {
  curl -sS -f --max-time 20 --config "$work/curl" "$@"
}

# --- checks -------------------------------------------------------------------------------------------------------------

checks=0 failures=0
cases=$work/cases.xml
: >"$cases"

escape() {
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g' | tr -d '\000-\010\013\014\016-\037'
}

# check GROUP NAME COMMAND...: the command says on its output what is wrong.
check() {
  local group=$1 name=$2 from=$SECONDS said code
  shift 2
  checks=$((checks + 1))
  # Behind || or in a condition a command that fails within the check would not end it, and the check would hold.
  set +e
  said=$(
    set -e
    "$@" 2>&1
  )
  code=$?
  set -e
  if ((code == 0)); then
    printf 'ok    %s: %s%s\n' "$group" "$name" "${said:+ ($said)}"
    printf '<testcase classname="%s" name="%s" time="%d"/>\n' "$(escape <<<"$group")" "$(escape <<<"$name")" $((SECONDS - from)) >>"$cases"
  else
    failures=$((failures + 1))
    printf 'WRONG %s: %s: %s\n' "$group" "$name" "$said"
    printf '<testcase classname="%s" name="%s" time="%d"><failure>%s</failure></testcase>\n' "$(escape <<<"$group")" \
      "$(escape <<<"$name")" $((SECONDS - from)) "$(escape <<<"$said")" >>"$cases"
  fi
}

ready() {
  ask "$1/actuator/health/readiness" | jq -e '.status == "UP"' >/dev/null || {
    printf '%s is not ready' "$1"
    return 1
  }
}

# Waits for a condition on the answer of an address.
wait_for() {
  local address=$1 condition=$2 until=$((SECONDS + timeout)) answer=''
  while ((SECONDS < until)); do
    if answer=$(ask "$address" 2>&1) && jq -e "$condition" <<<"$answer" >/dev/null 2>&1; then
      return 0
    fi
    sleep 1
  done
  printf 'not within %s s: %s; the last answer was %.300s' "$timeout" "$condition" "$answer"
  return 1
}

fire() {
  local name=$1 region=$2
  shift 2
  "$root/scripts/trigger_alarm.sh" "$name" --region "$region" --environment "$environment" --publish "$@" 2>"$work/fired" || {
    cat "$work/fired"
    return 1
  }
}

alarm_comes_back() {
  local region=$1 name from=$SECONDS
  name=kaldrix-synthetic-forecast-$region-$$-$RANDOM
  fire "$name" "$region" --reason 'A test of the deployment'
  wait_for "$alerts/api/v1/alerts?filter=alertname%3D$name&state=firing" '.items | length == 1'
  printf 'there after %d s, ' $((SECONDS - from))
  fire "$name" "$region" --ok --reason 'The test is over'
  wait_for "$alerts/api/v1/alerts?filter=alertname%3D$name&state=firing" '.items | length == 0'
  printf 'over after %d s' $((SECONDS - from))
}

targets_answer() {
  local down
  down=$(ask "$1/api/v1/targets" | jq -r '[.data.activeTargets[] | select(.health == "down") | .scrapeUrl] | join(" ")')
  [[ -z $down ]] || {
    printf 'down: %s' "$down"
    return 1
  }
}

kpis_have_values() {
  wait_for "$1/api/v1/kpis" '[.. | objects | select(has("status")) | select(.status != "no-data")] | length > 0'
}

regions_report() {
  local missing
  missing=$(curl -sS -f --max-time 20 "$1/actuator/prometheus" | sed -n 's/^kaldrix_kpi_region_reporting{region="\([^"]*\)"} 0\(\.0\)\?$/\1/p' | tr '\n' ' ')
  [[ -z $missing ]] || {
    printf 'nothing is heard of %s' "$missing"
    return 1
  }
}

# Older versions of aws do not ask AWS_ENDPOINT_URL for queues.
sqs() {
  aws ${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} sqs "$@"
}

queue_keeps_up() {
  local region=$1 name=$2 url attributes waiting
  url=$(sqs get-queue-url --region "$region" --queue-name "$name" --query QueueUrl --output text)
  attributes=$(sqs get-queue-attributes --region "$region" --queue-url "$url" --attribute-names All --output json)
  waiting=$(jq -r '.Attributes.ApproximateNumberOfMessages | tonumber' <<<"$attributes")
  jq -e --argjson most "$queue_age" '(.Attributes.ApproximateAgeOfOldestMessage // "0" | tonumber) <= $most' <<<"$attributes" >/dev/null || {
    printf 'the oldest message is older than %s s' "$queue_age"
    return 1
  }
  ((waiting < 10000)) || {
    printf '%s messages wait' "$waiting"
    return 1
  }
  printf '%s wait' "$waiting"
}

dead_letters_empty() {
  local region=$1 name=$2 url waiting
  url=$(sqs get-queue-url --region "$region" --queue-name "$name" --query QueueUrl --output text)
  waiting=$(sqs get-queue-attributes --region "$region" --queue-url "$url" --attribute-names ApproximateNumberOfMessages --output json |
    jq -r '.Attributes.ApproximateNumberOfMessages')
  [[ $waiting == 0 ]] || {
    printf '%s messages could not be handled' "$waiting"
    return 1
  }
}

channels_up() {
  local down
  down=$(curl -sS -f --max-time 20 "$alerts/actuator/prometheus" | sed -n 's/^kaldrix_channel_up{\(.*\)} 0\(\.0\)\?$/\1/p' | tr '\n' ' ')
  [[ -z $down ]] || {
    printf 'down: %s' "$down"
    return 1
  }
}

reports_were_made() {
  local failed made
  failed=$(ask "$compliance/api/v1/reports?state=failed&limit=1" | jq '.items | length')
  [[ $failed == 0 ]] || {
    printf 'a report failed'
    return 1
  }
  made=$(ask "$compliance/api/v1/reports?state=made&limit=1" | jq -r '.items[0].id // empty')
  printf '%s' "${made:+the latest is $made}${made:-none was due yet}"
}

trail_is_signed() {
  local page age waiting
  page=$(curl -sS -f --max-time 20 "$compliance/actuator/prometheus")
  age=$(sed -n 's/^kaldrix_compliance_audit_checkpoint_age_seconds \([0-9.]*\).*/\1/p' <<<"$page")
  waiting=$(sed -n 's/^kaldrix_compliance_audit_waiting \([0-9.]*\).*/\1/p' <<<"$page")
  # A trail that has not grown gets no checkpoint.
  if [[ -n $age && -n $waiting && ${waiting%.*} -gt 0 && ${age%.*} -gt 3600 ]]; then
    printf '%s entries wait, and the newest checkpoint is %s s old' "${waiting%.*}" "${age%.*}"
    return 1
  fi
  [[ -z $age ]] || printf 'the newest checkpoint is %s s old' "${age%.*}"
}

prometheus_targets() {
  local down
  down=$(curl -sS -f --max-time 20 "$prometheus/api/v1/targets?state=active" | jq -r '[.data.activeTargets[] | select(.health == "down")
    | .labels.job] | unique | join(" ")')
  [[ -z $down ]] || {
    printf 'down: %s' "$down"
    return 1
  }
}

rules_are_there() {
  local rules
  rules=$(curl -sS -f --max-time 20 "$prometheus/api/v1/rules" | jq '[.data.groups[] | select(.name | startswith("kaldrix")) | .rules[]] | length')
  ((rules > 0)) || {
    printf 'no rules of the suite are loaded'
    return 1
  }
  printf '%s rules' "$rules"
}

dashboards_are_there() {
  local there
  there=$(curl -sS -f --max-time 20 ${GRAFANA_AUTH:+-u "$GRAFANA_AUTH"} "$grafana/api/search?tag=kaldrix&type=dash-db" | jq length)
  ((there >= 7)) || {
    printf '%s dashboards of seven' "$there"
    return 1
  }
}

check alerts 'alert-processor is ready' ready "$alerts"
check alerts 'channels take messages' channels_up
if [[ -n $compliance ]]; then
  check hub 'compliance-reporter is ready' ready "$compliance"
  check hub 'reports were made' reports_were_made
  check hub 'the audit trail is signed' trail_is_signed
fi
for region in "${regions[@]}"; do
  if [[ -n ${metrics_of[$region]} ]]; then
    check "$region" 'metrics-gateway is ready' ready "${metrics_of[$region]}"
    check "$region" 'nodes are scraped' targets_answer "${metrics_of[$region]}"
    check "$region" 'KPIs have values' kpis_have_values "${metrics_of[$region]}"
    [[ $region != "$hub" ]] || check "$region" 'all regions report' regions_report "${metrics_of[$region]}"
  fi
  [[ -z ${anomalies_of[$region]} ]] || check "$region" 'anomaly-processor is ready' ready "${anomalies_of[$region]}"
  check "$region" 'a synthetic alarm comes back' alarm_comes_back "$region"
  services=(alert-processor metrics-gateway compliance-reporter)
  for service in "${services[@]}"; do
    check "$region" "the queue of $service keeps up" queue_keeps_up "$region" "$environment-kaldrix-$service"
    check "$region" "no dead letters of $service" dead_letters_empty "$region" "$environment-kaldrix-$service-dlq"
  done
done
if [[ -n $prometheus ]]; then
  check prometheus 'targets answer' prometheus_targets
  check prometheus 'rules are loaded' rules_are_there
fi
[[ -z $grafana ]] || check grafana 'dashboards are there' dashboards_are_there

if [[ -n $junit ]]; then
  mkdir -p "$(dirname -- "$junit")"
  {
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="test_monitoring" tests="%d" failures="%d" errors="0" skipped="0" time="%d" timestamp="%s">\n' \
      "$checks" "$failures" "$SECONDS" "$(now)"
    cat "$cases"
    printf '</testsuite>\n'
  } >"$junit"
fi
printf '%d checks, %d wrong\n' "$checks" "$failures"
((failures == 0))
