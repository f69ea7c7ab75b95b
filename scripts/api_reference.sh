#!/usr/bin/env bash
# Writes docs/api-reference.md from the OpenAPI documents of the four services of a running suite.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/api_reference.sh [options]

  --state FOLDER       the state of the suite that ./kaldrix up has started; .kaldrix unless said otherwise
  --to FILE            docs/api-reference.md unless said otherwise
  --check              writes nothing, and fails when the file is not what the suite says
  --help               this
HELP
}

state='' to='' check=''
while (($#)); do
  case $1 in
    --state)
      state=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --to)
      to=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --check) check=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "api_reference.sh takes no $1; --help says what it takes." ;;
  esac
done
state=${state:-$root/.kaldrix} to=${to:-$root/docs/api-reference.md}
[[ -r $state/stack.json ]] || refuse "There is no suite on the state $state; ./kaldrix up starts one."
need curl jq
port=$(jq -r .ports.services "$state/stack.json")
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
printf 'header = "Authorization: Bearer %s"\n' "$(<"$state/token")" >"$work/curl"
{
  cat <<'HEAD'
# API reference

Made by `scripts/api_reference.sh` from what the services say of themselves at `/v3/api-docs`; shapes of bodies and answers are there, and to try at
`/swagger-ui.html`. What a schema cannot say is in [api.md](api.md) and in the documents of the services.
HEAD
  number=0
  for service in alert-processor metrics-gateway anomaly-processor compliance-reporter; do
    curl -sS -f --max-time 60 --config "$work/curl" "http://127.0.0.1:$((port + number))/v3/api-docs" >"$work/$service.json"
    printf '\n## %s\n\n| operation | does | parameters | answers |\n|---|---|---|---|\n' "$service"
    jq -r '
      def text: gsub("\\s+"; " ") | gsub("\\|"; "\\|");
      . as $all | [.paths | to_entries[] | .key as $path | .value | to_entries[] | select(.key | IN("get", "post", "put", "delete", "patch"))
        | {path: $path, method: (.key | ascii_upcase), operation: .value}] | sort_by(.path, .method)[]
      | "| `\(.method) \(.path)` | \(.operation.summary // .operation.description // "" | text) | "
        + ([.operation.parameters[]? | (if .["$ref"] then $all.components.parameters[.["$ref"] | split("/") | last] else . end)
            | select(.in != "header") | "`\(.name)`\(if .required then "" else "?" end)"] | join(" "))
        + " | " + ([.operation.responses | keys[]] | join(" ")) + " |"' "$work/$service.json"
    number=$((number + 1))
  done
} >"$work/reference.md"
if [[ -n $check ]]; then
  cmp -s "$work/reference.md" "$to" || {
    diff "$to" "$work/reference.md" | head -n 20 >&2 || true
    printf '%s is not what the services say; scripts/api_reference.sh writes it anew.\n' "$to" >&2
    exit 1
  }
else
  cp "$work/reference.md" "$to"
  say "wrote ${to#"$root"/}"
fi
