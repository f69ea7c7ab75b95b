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
  --values FILE        of config: further values, such as the secrets of the mode plain, which no backup has
  --database NAME      of data: only alerts, anomalies or compliance
  --to FOLDER          of logs: where they go
  --group NAME         of logs: a group of CloudWatch Logs that scripts/export_logs.sh exported to --from s3://BUCKET, with --day
  --day YYYY-MM-DD     of logs: the day of that group
  --force              of data: also into a database that is not empty, whose tables are dropped;
                       of dashboards: also CloudWatch's that are there
  --dry-run            checks the backup and says what would be done
  --help               this

data needs ALERTS_DATABASE_URL, ANOMALIES_DATABASE_URL, COMPLIANCE_DATABASE_URL as far as they are to be restored, with services stopped
(kubectl scale). dashboards needs GRAFANA_URL with GRAFANA_AUTH or GRAFANA_TOKEN; what files of the installation make is left to them. config needs a
kubeconfig, and secrets that are there.
HELP
}

part='' from='' backup='' region=${AWS_REGION:-us-east-1} database='' to='' group='' day='' values='' force='' dry_run=''
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
    --group)
      group=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --values)
      values=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --day)
      day=$(value_of "$1" $# "${2:-}")
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

if [[ -n $group$day ]]; then
  [[ $part == logs ]] || refuse "--group and --day are of restore.sh logs."
  [[ $group =~ ^[A-Za-z0-9_/.#-]{1,512}$ ]] || refuse "'$group' is no name of a log group."
  [[ $day =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || refuse "'$day' is no day such as 2026-11-01."
  [[ $from == s3://* ]] || refuse "Exports are read from --from s3://BUCKET."
  [[ -n $to ]] || refuse "restore.sh logs needs --to, a folder."
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
umask 077

# A day of a log group as one file, in the order of time. What the list of its export names must all be there, as long as it was.
restore_export() {
  need aws gzip
  local bucket=${from#s3://} key bytes file name
  bucket=${bucket%%/*}
  name=${group#/}
  aws s3 cp --region "$region" --only-show-errors "s3://$bucket/exports/$name/$day.json" "$work/export.json" 2>/dev/null ||
    refuse "There is no whole export of $group of $day in $from."
  if [[ -n $dry_run ]]; then
    say "would bring back $(jq '.files | length' "$work/export.json") files, $(jq '[.files[].bytes] | add // 0' "$work/export.json") bytes"
    return
  fi
  : >"$work/lines"
  jq -r '.files[] | "\(.bytes) \(.key)"' "$work/export.json" >"$work/listed"
  while read -r bytes key; do
    file=$work/part.gz
    aws s3 cp --region "$region" --only-show-errors "s3://$bucket/$key" "$file" || refuse "The export of $group of $day is damaged: $key cannot be read."
    if [[ $(stat -c %s "$file") != "$bytes" ]] || ! gzip -t "$file" 2>/dev/null; then
      refuse "The export of $group of $day is damaged: $key is not what was exported."
    fi
    gzip -dc "$file" >>"$work/lines"
    [[ -z $(tail -c 1 "$work/lines") ]] || printf '\n' >>"$work/lines"
  done <"$work/listed"
  mkdir -p "$to"
  # Each line begins with its time; lines without one belong to the one before and stay there.
  awk '/^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T/ { time = $1 } { printf "%s\t%09d\t%s\n", time, NR, $0 }' "$work/lines" | LC_ALL=C sort | cut -f 3- >"$to/${name//\//_}-$day.log"
  say "$(wc -l <"$to/${name//\//_}-$day.log") lines in $to/${name//\//_}-$day.log"
}

if [[ -n $group ]]; then
  restore_export
  say "logs${dry_run:+ (dry run)}: done"
  exit
fi
if [[ $from == s3://* ]]; then
  need aws
  if [[ -z $backup ]]; then
    # Where there is nothing, both say so by failing; it is said below.
    backup=$(aws s3 ls --region "$region" --recursive "${from%/}/" | awk '{print $4}' | grep '/manifest\.json$' | awk -F/ '{print $(NF - 1)}' |
      awk -F- '{print $NF, $0}' | sort | tail -n 1 | cut -d ' ' -f 2) || backup=''
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
  local -a options=(-n "$namespace_default" -f "$found/config/values.json")
  [[ -z $values ]] || options+=(-f "$values")
  if [[ -z $values ]] && jq -e '.secrets.mode == "plain"' "$found/config/values.json" >/dev/null; then
    refuse "The secrets of this release were in its values (secrets.mode: plain), and no backup has them: give them by --values, or they would be deleted."
  fi
  missing=$(jq -r '.[].name' "$found/config/secrets.json" | while IFS= read -r name; do
    kubectl -n "$namespace_default" get secret "$name" >/dev/null 2>&1 || printf '%s ' "$name"
  done)
  [[ -z $missing ]] || say "these secrets were there and are not now: $missing"
  if [[ -n $dry_run ]]; then
    helm template "$release_default" "$root/helm/kaldrix-monitoring" "${options[@]}" >/dev/null
    say "would install the release with the values of $backup"
  else
    helm upgrade --install "$release_default" "$root/helm/kaldrix-monitoring" "${options[@]}" --create-namespace --wait --timeout 15m
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

# Asks Grafana, with the answer in $work/answer; prints its status: grafana METHOD PATH [FILE].
grafana() {
  local -a options=(-X "$1")
  [[ -z ${GRAFANA_AUTH:-} ]] || options+=(-u "$GRAFANA_AUTH")
  [[ -z ${GRAFANA_TOKEN:-} ]] || options+=(-H "Authorization: Bearer $GRAFANA_TOKEN")
  # People go on changing by hand what came by this way.
  [[ -z ${3:-} ]] || options+=(-H 'Content-Type: application/json' -H 'X-Disable-Provenance: true' --data-binary "@$3")
  curl -sS --max-time 30 "${options[@]}" -o "$work/answer" -w '%{http_code}' "${GRAFANA_URL%/}$2"
}

# Likewise, and anything but success ends the run.
ask_grafana() {
  local status
  status=$(grafana "$@")
  [[ $status == 2* ]] || refuse "Grafana refused $1 $2 with $status: $(head -c 300 "$work/answer" | tr '\n' ' ')"
}

# Whether something is there; the answer is in $work/answer.
in_grafana() {
  local status
  status=$(grafana GET "$1")
  case $status in
    200) return 0 ;;
    404) return 1 ;;
    *) refuse "Grafana refused GET $1 with $status: $(head -c 300 "$work/answer" | tr '\n' ' ')" ;;
  esac
}

# Puts what is there, and posts what is not: put_or_post COLLECTION NAME FILE.
put_or_post() {
  if in_grafana "$1/$(jq -rn --arg name "$2" '$name | @uri')"; then
    ask_grafana PUT "$1/$(jq -rn --arg name "$2" '$name | @uri')" "$3"
  else
    ask_grafana POST "$1" "$3"
  fi
}

# A folder and those above it, unless they are there.
ensure_folder() {
  local uid=$1 parent
  [[ -n $uid ]] || return 0
  if in_grafana "/api/folders/$uid"; then
    return 0
  fi
  jq --arg uid "$uid" '.[] | select(.uid == $uid)' "$found/dashboards/folders.json" >"$work/folder"
  [[ -s $work/folder ]] || refuse "The backup does not say what the folder $uid is."
  parent=$(jq -r .parentUid "$work/folder")
  ensure_folder "$parent"
  jq --arg uid "$uid" '.[] | select(.uid == $uid) | if .parentUid == "" then del(.parentUid) else . end' "$found/dashboards/folders.json" >"$work/folder"
  ask_grafana POST /api/folders "$work/folder"
}

# Runs a function with each element of a list in a file as $work/one: each FILE FUNCTION.
each() {
  local n count
  [[ -r $1 ]] || return 0
  count=$(jq length "$1")
  for ((n = 0; n < count; n++)); do
    jq ".[$n]" "$1" >"$work/one"
    "$2"
  done
}

would() {
  [[ -n $dry_run ]] || return 1
  say "would restore $*"
}

one_datasource() {
  local uid name
  uid=$(jq -r .uid "$work/one")
  name=$(jq -r .name "$work/one")
  if in_grafana "/api/datasources/uid/$uid" && jq -e .readOnly "$work/answer" >/dev/null; then
    say "data source $name: made by the installation, left alone"
    return
  fi
  would "data source $name" && return
  jq 'del(.readOnly, .secureJsonFields, .typeName, .typeLogoUrl, .version)' "$work/one" >"$work/body"
  if in_grafana "/api/datasources/uid/$uid"; then
    ask_grafana PUT "/api/datasources/uid/$uid" "$work/body"
  else
    ask_grafana POST /api/datasources "$work/body"
    # Of what is there already, Grafana keeps the passwords.
    ! jq -e '.secureJsonFields // {} | any' "$work/one" >/dev/null || say "data source $name: its passwords have to be entered again"
  fi
}

one_dashboard() {
  local file=$1 uid title folder=''
  uid=$(jq -r .uid "$file")
  title=$(jq -r .title "$file")
  if in_grafana "/api/dashboards/uid/$uid" && jq -e .meta.provisioned "$work/answer" >/dev/null; then
    say "dashboard $title: made by the installation, left alone"
    return
  fi
  would "dashboard $title" && return
  [[ ! -r $found/dashboards/index.json ]] || folder=$(jq -r --arg uid "$uid" '[.[] | select(.uid == $uid) | .folder][0] // ""' "$found/dashboards/index.json")
  ensure_folder "$folder"
  jq --arg folder "$folder" '{dashboard: (. + {id: null}), folderUid: $folder, overwrite: true, message: "restored"}' "$file" >"$work/body"
  ask_grafana POST /api/dashboards/db "$work/body"
}

one_mute_timing() {
  local name
  name=$(jq -r .name "$work/one")
  made_by_file "mute timing $name" || would "mute timing $name" || put_or_post /api/v1/provisioning/mute-timings "$name" "$work/body"
}

one_template() {
  local name
  name=$(jq -r .name "$work/one")
  made_by_file "template $name" || would "template $name" || ask_grafana PUT "/api/v1/provisioning/templates/$(jq -rn --arg name "$name" '$name | @uri')" "$work/body"
}

one_contact_point() {
  local name uid
  name=$(jq -r .name "$work/one")
  uid=$(jq -r .uid "$work/one")
  ! made_by_file "contact point $name" || return 0
  ask_grafana GET /api/v1/provisioning/contact-points
  if jq -e '.settings | tostring | contains("[REDACTED]")' "$work/one" >/dev/null; then
    jq -e --arg uid "$uid" 'any(.[]; .uid == $uid)' "$work/answer" >/dev/null || say "contact point $name: not restored; it has passwords, and has to be made by hand"
    return 0
  fi
  ! would "contact point $name" || return 0
  if jq -e --arg uid "$uid" 'any(.[]; .uid == $uid)' "$work/answer" >/dev/null; then
    ask_grafana PUT "/api/v1/provisioning/contact-points/$uid" "$work/body"
  else
    ask_grafana POST /api/v1/provisioning/contact-points "$work/body"
  fi
}

one_rule() {
  local title
  title=$(jq -r .title "$work/one")
  ! made_by_file "rule $title" || return 0
  ! would "rule $title" || return 0
  ensure_folder "$(jq -r .folderUID "$work/one")"
  jq 'del(.id, .updated, .orgID, .provenance)' "$work/one" >"$work/body"
  put_or_post /api/v1/provisioning/alert-rules "$(jq -r .uid "$work/one")" "$work/body"
}

# Whether a file of the installation made it, in which case it is left to it; what is to be sent is then in $work/body.
made_by_file() {
  jq 'del(.provenance, .version)' "$work/one" >"$work/body"
  if jq -e '.provenance == "file"' "$work/one" >/dev/null; then
    say "$1: made by the installation, left alone"
    return 0
  fi
  return 1
}

restore_policies() {
  local file=$found/dashboards/alerting/policies.json
  [[ -r $file ]] || return 0
  jq . "$file" >"$work/one"
  ! made_by_file 'notification policies' || return 0
  ask_grafana GET /api/v1/provisioning/policies
  if jq -e '.provenance == "file"' "$work/answer" >/dev/null; then
    say "notification policies: made by the installation, left alone"
    return
  fi
  would 'notification policies' || ask_grafana PUT /api/v1/provisioning/policies "$work/body"
}

restore_cloudwatch_dashboards() {
  local file name
  for file in "$found"/dashboards/cloudwatch/*.json; do
    [[ -e $file ]] || continue
    need aws
    name=$(basename "$file" .json)
    if [[ -z $force ]] && aws cloudwatch get-dashboard --region "$region" --dashboard-name "$name" >/dev/null 2>&1; then
      say "dashboard $name of CloudWatch: is there, left alone without --force"
    elif ! would "dashboard $name of CloudWatch"; then
      aws cloudwatch put-dashboard --region "$region" --dashboard-name "$name" --dashboard-body "file://$file" >/dev/null
    fi
  done
}

restore_dashboards() {
  need curl
  local file alerting=$found/dashboards/alerting
  [[ -n ${GRAFANA_URL:-} ]] || refuse "GRAFANA_URL must say where Grafana is."
  # In the order in which one needs the other.
  each "$found/dashboards/datasources.json" one_datasource
  for file in "$found"/dashboards/grafana/*.json; do
    [[ ! -e $file ]] || one_dashboard "$file"
  done
  each "$alerting/mute-timings.json" one_mute_timing
  each "$alerting/templates.json" one_template
  each "$alerting/contact-points.json" one_contact_point
  restore_policies
  each "$alerting/alert-rules.json" one_rule
  restore_cloudwatch_dashboards
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
