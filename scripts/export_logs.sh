#!/usr/bin/env bash
# Exports groups of CloudWatch Logs to a bucket, each whole day once. What an earlier run did not come to is made up for. AWS does one export at a time
# in an account, so that they go one after the other; a run that finds another's export waits for its end.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/export_logs.sh --to s3://BUCKET --group NAME [options]

  --to s3://BUCKET     where exports go: logs/GROUP/DAY/TIME/ in this bucket, with exports/GROUP/DAY.json beside them once they are whole
  --group NAME         the log group; may be given several times
  --region REGION      AWS_REGION, or us-east-1, unless said otherwise
  --days N             how many days back are looked at; 14 unless said otherwise
  --settled HOURS      how long after its end a day is exported, for AWS may take twelve hours until all of it can be; 12 unless said otherwise
  --wait SECONDS       how long one export may take; 3600 unless said otherwise
  --help               this

ALERTS_TOPIC_ARN, where it is set, is told when exports fail.
HELP
}

to='' region=${AWS_REGION:-us-east-1} days=14 settled=12 most=3600
groups=()
while (($#)); do
  case $1 in
    --to)
      to=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --group)
      groups+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --region)
      region=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --days)
      days=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --settled)
      settled=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --wait)
      most=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "export_logs.sh takes no $1; --help says what it takes." ;;
  esac
done
[[ $to =~ ^s3://[a-z0-9][a-z0-9.-]+/?$ ]] || refuse "export_logs.sh needs --to s3://BUCKET; what is below it is fixed, for the bucket's policy names it."
((${#groups[@]})) || refuse "export_logs.sh needs --group, the name of a log group."
for group in "${groups[@]}"; do
  [[ $group =~ ^[A-Za-z0-9_/.#-]{1,512}$ ]] || refuse "'$group' is no name of a log group."
done
require_region "$region"
[[ $days =~ ^[1-9][0-9]{0,2}$ ]] || refuse "--days takes a number from 1 to 999, not '$days'."
[[ $settled =~ ^[0-9]{1,3}$ ]] || refuse "--settled takes a number of hours, not '$settled'."
[[ $most =~ ^[1-9][0-9]{0,4}$ ]] || refuse "--wait takes a number of seconds, not '$most'."
need aws jq
bucket=${to#s3://}
bucket=${bucket%/}
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

logs() {
  aws logs --region "$region" --output json "$@"
}

# Whether a day of a group is there already, whole. Any answer but yes and no ends the run.
exported() {
  if aws s3api head-object --region "$region" --bucket "$bucket" --key "$1" >/dev/null 2>"$work/said"; then
    return 0
  fi
  grep -q '404' "$work/said" || {
    cat "$work/said" >&2
    exit 1
  }
  return 1
}

# Starts an export and prints its id; while another one runs in this account, it waits.
start_export() {
  local group=$1 day=$2 from=$3 until=$4 prefix=$5 waited=0
  while ! logs create-export-task --task-name "kaldrix $day" --log-group-name "$group" --from "$from" --to "$until" \
    --destination "$bucket" --destination-prefix "$prefix" >"$work/started" 2>"$work/said"; do
    if ! grep -q LimitExceeded "$work/said" || ((waited >= most)); then
      tail -n 1 "$work/said" >&2
      return 1
    fi
    sleep 10
    waited=$((waited + 10))
  done
  jq -r .taskId "$work/started"
}

# Waits until an export is over; fails when it did not complete.
await() {
  local task=$1 waited=0 code
  while :; do
    code=$(logs describe-export-tasks --task-id "$task" | jq -r '.exportTasks[0].status.code')
    case $code in
      COMPLETED) return ;;
      PENDING | RUNNING | PENDING_CANCEL) ;;
      *)
        printf 'the export %s ended as %s\n' "$task" "$code" >&2
        return 1
        ;;
    esac
    ((waited < most)) || {
      printf 'the export %s is %s after %s seconds\n' "$task" "$code" "$waited" >&2
      return 1
    }
    sleep 5
    waited=$((waited + 5))
  done
}

# One day of one group. What is written last says what belongs to it, so that whoever reads it back sees whether all is there.
export_day() {
  local group=$1 day=$2 key=$3 from until task prefix
  # Each attempt has a place of its own: what one that broke off left behind is in nobody's list.
  prefix=logs/${group#/}/$day/$(date -u +%Y%m%dT%H%M%SZ)
  from=$(($(date -u -d "$day" +%s) * 1000))
  until=$((from + 86400000 - 1))
  task=$(start_export "$group" "$day" "$from" "$until" "$prefix") || return 1
  await "$task" || return 1
  aws s3api list-objects-v2 --region "$region" --bucket "$bucket" --prefix "$prefix/" --output json >"$work/listed" || return 1
  [[ -s $work/listed ]] || printf '{}' >"$work/listed"
  jq --arg group "$group" --arg day "$day" --arg task "$task" --argjson from "$from" --argjson until "$until" --arg at "$(now)" '
    {group: $group, day: $day, task: $task, from: $from, until: $until, at: $at,
     files: [(.Contents // [])[] | select(.Key | endswith(".gz")) | {key: .Key, bytes: .Size}]}' "$work/listed" >"$work/marker.json" || return 1
  aws s3 cp --region "$region" --only-show-errors "$work/marker.json" "s3://$bucket/$key"
}

failed=()
last=$((($(date -u +%s) - settled * 3600) / 86400 - 1))
for group in "${groups[@]}"; do
  # Days before a group was made have nothing, and AWS refuses them.
  made=$(logs describe-log-groups --log-group-name-prefix "$group" |
    jq -r --arg group "$group" '[.logGroups[] | select(.logGroupName == $group) | .creationTime][0] // empty') || made=''
  if [[ -z $made ]]; then
    say "$group: there is no such log group"
    failed+=("$group")
    continue
  fi
  for ((n = last - days + 1; n <= last; n++)); do
    ((n >= made / 86400000)) || continue
    day=$(date -u -d "@$((n * 86400))" +%Y-%m-%d)
    key=exports/${group#/}/$day.json
    exported "$key" && continue
    say "$group: $day"
    export_day "$group" "$day" "$key" || failed+=("$group of $day")
  done
done

if ((${#failed[@]})); then
  reason="Not exported: $(printf '%s, ' "${failed[@]}" | sed 's/, $//')"
  [[ -z ${ALERTS_TOPIC_ARN:-} ]] || publish_alarm kaldrix-log-export-failure 'Logs could not be exported' "$reason" LogExport
  printf '%s\n' "$reason" >&2
  exit 1
fi
say "all whole days are exported to s3://$bucket"
