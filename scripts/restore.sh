#!/usr/bin/env bash
# Brings back a part of a backup that scripts/backup.sh made. Hashes are checked first; what is there is not overwritten unless --force says so.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/restore.sh config|data|dashboards|logs --from LOCATION [options]

  --from LOCATION      where backups are: a folder, or s3://bucket/prefix
  --backup ID          which one; the latest unless said otherwise
  --region REGION      AWS_REGION, or us-east-1, unless said otherwise
  --database NAME      of data: only alerts, anomalies or compliance
  --to FOLDER          of logs: where they go
  --force              of data: also into a database that is not empty, whose tables are dropped
  --dry-run            checks the backup and says what would be done
  --help               this

data needs ALERTS_DATABASE_URL, ANOMALIES_DATABASE_URL, COMPLIANCE_DATABASE_URL as far as they are to be restored, with services stopped
(kubectl scale). dashboards needs GRAFANA_URL with GRAFANA_AUTH or GRAFANA_TOKEN. config needs a kubeconfig, and secrets that are there.
HELP
}

part='' from='' backup='' region=${AWS_REGION:-us-east-1} database='' to='' force='' dry_run=''
while (($#)); do
  case $1 in
    config | data | dashboards | logs)
      [[ -z $part ]] || refuse "restore.sh takes one part, not $part and $1."
      part=$1
      shift
      ;;
    --from)
      from=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --backup)
      backup=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --region)
      region=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --database)
      database=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --to)
      to=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --force) force=1 && shift ;;
    --dry-run) dry_run=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "restore.sh takes no $1; --help says what it takes." ;;
  esac
done
[[ -n $part ]] || refuse "restore.sh needs a part: config, data, dashboards or logs."
[[ -n $from ]] || refuse "restore.sh needs --from, a folder or s3://bucket/prefix."
require_region "$region"
[[ -z $database || $database =~ ^(alerts|anomalies|compliance)$ ]] || refuse "'$database' is no database of the suite; alerts, anomalies and compliance are."
need jq sha256sum

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
umask 077
if [[ $from == s3://* ]]; then
  need aws
  if [[ -z $backup ]]; then
    bucket=${from#s3://}
    bucket=${bucket%%/*}
    backup=$(aws s3 ls --region "$region" --recursive "${from%/}/" | awk '{print $4}' | grep '/manifest\.json$' | awk -F/ '{print $(NF - 1)}' |
      sort -t - -k 1 | awk -F- '{print $NF, $0}' | sort | tail -n 1 | cut -d ' ' -f 2)
  fi
  [[ -n $backup ]] || refuse "There is no whole backup in $from."
  aws s3 cp --region "$region" --recursive --only-show-errors --exclude '*' --include 'manifest.json' --include "$part/*" "${from%/}/$backup" "$work/$backup"
  found=$work/$backup
else
  [[ -n $backup ]] || backup=$(find "$from" -mindepth 2 -maxdepth 2 -name manifest.json -printf '%h\n' 2>/dev/null | awk -F/ '{print $NF}' |
    awk -F- '{print $NF, $0}' | sort | tail -n 1 | cut -d ' ' -f 2)
  [[ -n $backup ]] || refuse "There is no whole backup in $from."
  found=${from%/}/$backup
fi
[[ -r $found/manifest.json ]] || refuse "There is no backup $backup in $from, or it was broken off: its manifest is missing."
[[ -d $found/$part ]] || refuse "The backup $backup has no $part."
jq -r --arg part "$part/" '.files[] | select(.file | startswith($part)) | "\(.sha256)  \(.file)"' "$found/manifest.json" >"$work/sums"
(cd "$found" && sha256sum --check --quiet --strict "$work/sums" >"$work/wrong" 2>&1) ||
  refuse "The backup $backup is damaged: $(head -n 3 "$work/wrong" | tr '\n' ' ')"
say "the backup $backup is whole"

restore_config() {
  need kubectl helm
  local missing
  missing=$(jq -r '.[].name' "$found/config/secrets.json" | while IFS= read -r name; do
    kubectl -n "$namespace_default" get secret "$name" >/dev/null 2>&1 || printf '%s ' "$name"
  done)
  [[ -z $missing ]] || say "these secrets were there and are not now: $missing"
  if [[ -n $dry_run ]]; then
    helm template "$release_default" "$root/helm/kaldrix-monitoring" -n "$namespace_default" -f "$found/config/values.yaml" >/dev/null
    say "would install the release with the values of $backup"
  else
    helm upgrade --install "$release_default" "$root/helm/kaldrix-monitoring" -n "$namespace_default" --create-namespace -f "$found/config/values.yaml" --wait --timeout 15m
  fi
}

tables_of() {
  psql "$1" -X -A -t -v ON_ERROR_STOP=1 -c "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')"
}

restore_data() {
  need pg_restore psql
  local name variable url any=''
  for name in alerts anomalies compliance; do
    [[ -z $database || $database == "$name" ]] || continue
    variable=${name^^}_DATABASE_URL
    url=${!variable:-}
    [[ -n $url && -r $found/data/$name.dump ]] || continue
    any=1
    pg_restore --list "$found/data/$name.dump" >/dev/null
    if [[ $(tables_of "$url") != 0 && -z $force ]]; then
      refuse "The database of $variable is not empty; --force drops its tables."
    fi
    if [[ -n $dry_run ]]; then
      say "would restore $name"
      continue
    fi
    say "data: $name"
    pg_restore --clean --if-exists --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$url" "$found/data/$name.dump"
  done
  [[ -n $any ]] || refuse "Nothing to restore: no ..._DATABASE_URL is set of which the backup has data."
}

restore_dashboards() {
  need curl
  local file
  local -a who=()
  [[ -n ${GRAFANA_URL:-} ]] || refuse "GRAFANA_URL must say where Grafana is."
  [[ -z ${GRAFANA_AUTH:-} ]] || who=(-u "$GRAFANA_AUTH")
  [[ -z ${GRAFANA_TOKEN:-} ]] || who=(-H "Authorization: Bearer $GRAFANA_TOKEN")
  for file in "$found"/dashboards/grafana/*.json; do
    if [[ -n $dry_run ]]; then
      say "would restore $(jq -r .title "$file")"
    else
      jq '{dashboard: (. + {id: null}), overwrite: true, message: "restored"}' "$file" |
        curl -sS -f --max-time 30 ${who[@]+"${who[@]}"} -H 'Content-Type: application/json' --data-binary @- "$GRAFANA_URL/api/dashboards/db" >/dev/null
    fi
  done
}

restore_logs() {
  [[ -n $to ]] || refuse "restore.sh logs needs --to, a folder."
  [[ -z $dry_run ]] || {
    say "would copy $(find "$found/logs" -type f | wc -l) logs to $to"
    return
  }
  mkdir -p "$to"
  cp "$found"/logs/* "$to/"
}

"restore_$part"
say "$part${dry_run:+ (dry run)}: done"
