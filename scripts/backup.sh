#!/usr/bin/env bash
# Keeps what cannot be made again: configuration, databases, dashboards, logs. Each backup is a folder or prefix of its own with a manifest of
# SHA-256 hashes. Terraform's own backups (AWS Backup, snapshots) go on beside it; this one can be read without AWS.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/backup.sh --to LOCATION [options]

  --to LOCATION        a folder, or s3://bucket/prefix
  --only PART          config, data, dashboards or logs; may be given several times. All of them unless said otherwise
  --environment NAME   prod unless said otherwise; part of the backup's name
  --region REGION      AWS_REGION, or us-east-1, unless said otherwise
  --help               this

config: the release's values and configuration in the cluster of the current kubeconfig (kubectl, helm). Secrets are named, not copied.
data: the databases that ALERTS_DATABASE_URL, ANOMALIES_DATABASE_URL and COMPLIANCE_DATABASE_URL name (pg_dump, of the server's version or newer).
dashboards: those of GRAFANA_URL (with GRAFANA_AUTH as user:password, or GRAFANA_TOKEN), and CloudWatch's. With Grafana's go its folders, data
  sources, and what people made for alerting: rules, contact points, policies, templates, mute timings. Grafana gives no passwords away.
logs: of the pods, of the last day. Those in CloudWatch are exported by scripts/export_logs.sh.

ALERTS_TOPIC_ARN, where it is set, is told when a backup fails.
HELP
}

to='' environment=prod region=${AWS_REGION:-us-east-1}
parts=()
while (($#)); do
  case $1 in
    --to)
      to=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --only)
      parts+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --environment)
      environment=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --region)
      region=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "backup.sh takes no $1; --help says what it takes." ;;
  esac
done
[[ -n $to ]] || refuse "backup.sh needs --to, a folder or s3://bucket/prefix."
require_environment "$environment"
require_region "$region"
((${#parts[@]})) || parts=(config data dashboards logs)
for part in "${parts[@]}"; do
  case $part in
    config) need kubectl helm ;;
    data) need pg_dump psql ;;
    dashboards) need curl aws ;;
    logs) need kubectl ;;
    *) refuse "'$part' is no part of a backup; config, data, dashboards and logs are." ;;
  esac
done
need jq sha256sum
[[ $to != s3://* ]] || need aws

id=$environment-$region-$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
ended() {
  local code=$?
  # A subshell says its end to the script.
  [[ $BASHPID == "$$" ]] || exit "$code"
  if ((code != 0)) && [[ -n ${ALERTS_TOPIC_ARN:-} ]]; then
    publish_alarm kaldrix-backup-failure 'A backup was not made' "The backup $id ended with $code; its output says why" Backup || true
  fi
  rm -rf -- "$work"
  exit "$code"
}
trap ended EXIT
target=$work/$id
mkdir -p "$target"
umask 077

backup_config() {
  mkdir -p "$target/config"
  # Without what the mode plain has in it.
  helm get values "$release_default" -n "$namespace_default" -o json | jq 'del(.secrets.plain)' >"$target/config/values.json"
  helm get manifest "$release_default" -n "$namespace_default" | without_secrets >"$target/config/manifest.yaml"
  kubectl -n "$namespace_default" get configmaps -l app.kubernetes.io/part-of=kaldrix-monitoring -o yaml >"$target/config/configmaps.yaml"
  # Whoever restores has to know which secrets there have to be, and not what is in them.
  kubectl -n "$namespace_default" get secrets -o json |
    jq '[.items[] | {name: .metadata.name, keys: ((.data // {}) | keys)}]' >"$target/config/secrets.json"
}

# The documents of a manifest but those of the kind Secret.
without_secrets() {
  awk '
    function flush() { if (text != "" && !secret) printf "---\n%s", text; text = ""; secret = 0 }
    /^---[[:space:]]*$/ { flush(); next }
    /^kind: *"?Secret"? *$/ { secret = 1 }
    { text = text $0 "\n" }
    END { flush() }'
}

backup_data() {
  local name url variable any=''
  mkdir -p "$target/data"
  for name in alerts anomalies compliance; do
    variable=${name^^}_DATABASE_URL
    url=${!variable:-}
    [[ -n $url ]] || continue
    any=1
    say "data: $name"
    PGDATABASE=$url pg_dump --format=custom --no-owner --no-privileges --file="$target/data/$name.dump" "$url"
    # By these a drill sees that all came back.
    psql "$url" -X -A -t -v ON_ERROR_STOP=1 -c "select coalesce(json_object_agg(relname, rows), '{}') from (
      select c.relname, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::bigint as rows
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition) counts" \
      >"$target/data/$name.counts.json"
  done
  [[ -n $any ]] || refuse "None of ALERTS_DATABASE_URL, ANOMALIES_DATABASE_URL and COMPLIANCE_DATABASE_URL is set, so there are no data to keep."
}

grafana() {
  local -a who=()
  [[ -z ${GRAFANA_AUTH:-} ]] || who=(-u "$GRAFANA_AUTH")
  [[ -z ${GRAFANA_TOKEN:-} ]] || who=(-H "Authorization: Bearer $GRAFANA_TOKEN")
  curl -sS -f --max-time 30 ${who[@]+"${who[@]}"} "${GRAFANA_URL%/}$1"
}

# Pages of 1000, which is what Grafana gives at most without a setting.
grafana_dashboards() {
  local page=1 found
  while :; do
    found=$(grafana "/api/search?type=dash-db&limit=1000&page=$page" | jq -r '.[].uid')
    [[ -n $found ]] || return 0
    printf '%s\n' "$found"
    page=$((page + 1))
  done
}

# Each dashboard as it is, and beside them, for all: in which folder it is, and whether a file of the installation makes it.
backup_grafana() {
  local to=$1 uid what
  mkdir -p "$to/alerting"
  grafana_dashboards >"$work/uids"
  : >"$work/index"
  while IFS= read -r uid; do
    [[ $uid =~ ^[A-Za-z0-9_-]+$ ]] || refuse "Grafana has a dashboard '$uid', whose name makes no file."
    grafana "/api/dashboards/uid/$uid" >"$work/dashboard"
    jq '.dashboard | del(.id)' "$work/dashboard" >"$to/grafana/$uid.json"
    jq -c '{uid: .dashboard.uid, title: .dashboard.title, folder: (.meta.folderUid // ""), provisioned: (.meta.provisioned // false)}' "$work/dashboard" >>"$work/index"
  done <"$work/uids"
  jq -s . "$work/index" >"$to/index.json"
  # A folder comes before what is in it.
  grafana_folders '' >"$work/folders"
  jq -s . "$work/folders" >"$to/folders.json"
  grafana /api/datasources | jq 'map(del(.id, .orgId))' >"$to/datasources.json"
  for what in alert-rules contact-points policies templates mute-timings; do
    grafana "/api/v1/provisioning/$what" | jq . >"$to/alerting/$what.json"
  done
}

grafana_folders() {
  local uid
  grafana "/api/folders?limit=1000${1:+&parentUid=$1}" | jq -c --arg parent "$1" '.[] | {uid, title, parentUid: $parent}' >"$work/folders-of-${1:-top}"
  cat "$work/folders-of-${1:-top}"
  jq -r .uid "$work/folders-of-${1:-top}" | while IFS= read -r uid; do
    grafana_folders "$uid"
  done
}

backup_dashboards() {
  local name
  mkdir -p "$target/dashboards/grafana" "$target/dashboards/cloudwatch"
  if [[ -n ${GRAFANA_URL:-} ]]; then
    backup_grafana "$target/dashboards"
  elif [[ -d $root/dashboards/grafana ]]; then
    cp "$root"/dashboards/grafana/*.json "$target/dashboards/grafana/"
  fi
  aws cloudwatch list-dashboards --region "$region" --dashboard-name-prefix "$environment-kaldrix" --output json | jq -r '(.DashboardEntries // [])[].DashboardName' >"$work/names"
  while IFS= read -r name; do
    aws cloudwatch get-dashboard --region "$region" --dashboard-name "$name" --output json | jq -r .DashboardBody >"$target/dashboards/cloudwatch/$name.json"
  done <"$work/names"
}

backup_logs() {
  local pod
  mkdir -p "$target/logs"
  kubectl -n "$namespace_default" get pods -l app.kubernetes.io/part-of=kaldrix-monitoring -o name | while IFS= read -r pod; do
    kubectl -n "$namespace_default" logs "$pod" --all-containers --since=24h --timestamps | gzip >"$target/logs/${pod#pod/}.log.gz"
  done
}

for part in "${parts[@]}"; do
  say "$part"
  "backup_$part"
done
(cd "$target" && find . -type f -printf '%P\n' | LC_ALL=C sort | while IFS= read -r file; do
  jq -cn --arg file "$file" --arg sha256 "$(sha256sum "$file" | cut -d ' ' -f 1)" --argjson bytes "$(stat -c %s "$file")" '{file: $file, sha256: $sha256, bytes: $bytes}'
done | jq -s --arg id "$id" --arg at "$(now)" --arg environment "$environment" --arg region "$region" \
  '{id: $id, at: $at, environment: $environment, region: $region, files: .}') >"$work/manifest.json"
mv "$work/manifest.json" "$target/manifest.json"

if [[ $to == s3://* ]]; then
  # The manifest goes last: a backup without one was broken off.
  aws s3 cp --region "$region" --recursive --only-show-errors --exclude manifest.json "$target" "${to%/}/$id"
  aws s3 cp --region "$region" --only-show-errors "$target/manifest.json" "${to%/}/$id/manifest.json"
else
  mkdir -p "$to"
  [[ ! -e $to/$id ]] || refuse "There is a backup $to/$id already."
  cp -R "$target" "$to/.$id.new"
  mv "$to/.$id.new" "$to/$id"
fi
say "kept as ${to%/}/$id"
printf '%s\n' "$id"
