#!/usr/bin/env bash
# Restores the latest backup of the databases into a scratch database and holds what is there against what was kept. It stands alone, because a
# CronJob of the chart runs it: no other file of this folder is read.
#
#   BACKUP_LOCATION     a folder, or s3://bucket/prefix, as scripts/backup.sh has it
#   DRILL_DATABASE_URL  an empty database that may be lost
#   MOST_AGE            how old the latest backup may be, in seconds; 129600 (a day and a half) unless said otherwise
#   ALERTS_TOPIC_ARN    where it is told that a drill failed; nowhere when it is not set
#   DRILL_REPORT        a file for the report; standard output has it anyway
set -euo pipefail

started=$(date +%s)
work=$(mktemp -d)
results=$work/results.jsonl
: >"$results"
backup=''

report() {
  local ok=$1 reason=$2 text
  text=$(jq -s --argjson ok "$ok" --arg reason "$reason" --arg backup "$backup" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    --argjson seconds $(($(date +%s) - started)) '{drill: "restore", ok: $ok, reason: $reason, backup: $backup, at: $at, seconds: $seconds, databases: .}' "$results")
  printf '%s\n' "$text"
  [[ -z ${DRILL_REPORT:-} ]] || printf '%s\n' "$text" >"$DRILL_REPORT"
  if [[ $ok == false && -n ${ALERTS_TOPIC_ARN:-} ]]; then
    local region
    region=$(cut -d : -f 4 <<<"$ALERTS_TOPIC_ARN")
    # The form of CloudWatch, which every installation understands.
    aws sns publish --region "$region" --topic-arn "$ALERTS_TOPIC_ARN" --subject 'ALARM: "restore-drill"' --message "$(jq -cn --arg reason "$reason" \
      --arg region "$region" --arg account "$(cut -d : -f 5 <<<"$ALERTS_TOPIC_ARN")" --arg at "$(date -u +%Y-%m-%dT%H:%M:%S.000+0000)" '{AlarmName: "kaldrix-restore-drill-failure",
        AlarmDescription: "A backup could not be restored", AWSAccountId: $account, AlarmConfigurationUpdatedTimestamp: $at, NewStateValue: "ALARM",
        NewStateReason: $reason, StateChangeTime: $at, Region: $region, AlarmArn: "arn:aws:cloudwatch:\($region):\($account):alarm:kaldrix-restore-drill-failure",
        OldStateValue: "OK", OKActions: [], AlarmActions: [], InsufficientDataActions: [], Trigger: {MetricName: "RestoreDrill", Namespace: "KALDRIX/Drills",
        StatisticType: "Statistic", Statistic: "SUM", Unit: null, Dimensions: [], Period: 604800, EvaluationPeriods: 1, DatapointsToAlarm: 1,
        ComparisonOperator: "GreaterThanThreshold", Threshold: 0.0, TreatMissingData: "breaching", EvaluateLowSampleCountPercentile: ""}}')" >/dev/null
  fi
}

fail() {
  report false "$1"
  exit 1
}

# Invoked by the trap.
# shellcheck disable=SC2317
ended() {
  local code=$?
  rm -rf -- "$work"
  exit "$code"
}
trap ended EXIT

for name in BACKUP_LOCATION DRILL_DATABASE_URL; do
  [[ -n ${!name:-} ]] || {
    printf '%s is not set; the head of this script says what it is.\n' "$name" >&2
    exit 2
  }
done
for program in jq psql pg_restore sha256sum; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed and is not on the PATH.\n' "$program" >&2
    exit 2
  }
done

latest() {
  awk -F- '{print $NF, $0}' | sort | tail -n 1 | cut -d ' ' -f 2
}

if [[ $BACKUP_LOCATION == s3://* ]]; then
  backup=$(aws s3 ls --recursive "${BACKUP_LOCATION%/}/" | awk '{print $4}' | grep '/manifest\.json$' | awk -F/ '{print $(NF - 1)}' | latest) || true
  [[ -n $backup ]] || fail "there is no whole backup in $BACKUP_LOCATION"
  aws s3 cp --recursive --only-show-errors --exclude '*' --include manifest.json --include 'data/*' "${BACKUP_LOCATION%/}/$backup" "$work/$backup"
  found=$work/$backup
else
  backup=$(find "$BACKUP_LOCATION" -mindepth 2 -maxdepth 2 -name manifest.json -printf '%h\n' 2>/dev/null | awk -F/ '{print $NF}' | latest) || true
  [[ -n $backup ]] || fail "there is no whole backup in $BACKUP_LOCATION"
  found=${BACKUP_LOCATION%/}/$backup
fi
made=$(jq -r '.at | fromdate' "$found/manifest.json")
((started - made <= ${MOST_AGE:-129600})) || fail "the latest backup, $backup, is $(((started - made) / 3600)) hours old"
jq -r '.files[] | select(.file | startswith("data/")) | "\(.sha256)  \(.file)"' "$found/manifest.json" >"$work/sums"
[[ -s $work/sums ]] || fail "the backup $backup holds no databases"
(cd "$found" && sha256sum --check --quiet --strict "$work/sums") >"$work/wrong" 2>&1 || fail "the backup $backup is damaged: $(head -n 1 "$work/wrong")"

for dump in "$found"/data/*.dump; do
  name=$(basename "$dump" .dump)
  from=$(date +%s)
  psql "$DRILL_DATABASE_URL" -X -q -v ON_ERROR_STOP=1 -c 'drop schema if exists public cascade; create schema public' >"$work/log" 2>&1 ||
    fail "the scratch database cannot be emptied: $(tail -n 1 "$work/log")"
  # The dump brings extensions and the schema's comment, which belong to the server's owner; tables and rows must all come.
  pg_restore --no-owner --no-privileges --no-comments --exit-on-error --schema=public --dbname="$DRILL_DATABASE_URL" "$dump" >"$work/log" 2>&1 ||
    fail "$name cannot be restored: $(tail -n 1 "$work/log")"
  differing=$(jq -r 'to_entries[] | "\(.key) \(.value)"' "$found/data/$name.counts.json" | while read -r table rows; do
    [[ $table =~ ^[a-z_][a-z0-9_]*$ ]] || continue
    there=$(psql "$DRILL_DATABASE_URL" -X -A -t -v ON_ERROR_STOP=1 -c "select count(*) from public.\"$table\"" 2>/dev/null || printf none)
    # Counts are taken right after the dump, so a table that only grows may have had more by then.
    if [[ $there == none ]] || ((there == 0 && rows > 0)) || ((there > rows * 2 + 1000)) || ((rows > there * 2 + 1000)); then
      printf '%s has %s of %s rows; ' "$table" "$there" "$rows"
    fi
  done)
  tables=$(jq length "$found/data/$name.counts.json")
  jq -cn --arg database "$name" --argjson tables "$tables" --argjson seconds $(($(date +%s) - from)) --arg differing "$differing" \
    '{database: $database, tables: $tables, seconds: $seconds, ok: ($differing == ""), differing: $differing}' >>"$results"
  [[ -z $differing ]] || fail "$name did not come back whole: $differing"
done
psql "$DRILL_DATABASE_URL" -X -q -c 'drop schema if exists public cascade; create schema public' >/dev/null 2>&1 || true
report true ''
