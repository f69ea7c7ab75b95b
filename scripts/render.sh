#!/usr/bin/env bash
# Renders the chart to plain manifests, for kubectl apply -f k8s/REGION/: one folder for each region, one file for each object's kind and name.
# Hooks (migrations before an upgrade, tests) are left out, for kubectl knows none.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/render.sh [options]

  --region REGION      only this region; may be given several times. All that have values unless said otherwise
  --values FILE        further values; may be given several times
  --to FOLDER          k8s unless said otherwise; folders of the regions in it are made anew
  --help               this
HELP
}

to=$root/k8s
regions=() values=()
while (($#)); do
  case $1 in
    --region)
      regions+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --values)
      values+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --to)
      to=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "render.sh takes no $1; --help says what it takes." ;;
  esac
done
chart=$root/helm/kaldrix-monitoring
if ((${#regions[@]} == 0)); then
  for file in "$chart"/values-*-*-*.yaml; do
    region=${file##*/values-}
    regions+=("${region%.yaml}")
  done
fi
for region in "${regions[@]}"; do
  require_region "$region"
  [[ -r $chart/values-$region.yaml ]] || refuse "There is no $chart/values-$region.yaml."
done
need helm
for region in "${regions[@]}"; do
  options=(--namespace "$namespace_default" --no-hooks --values "$chart/values-$region.yaml")
  for file in ${values[@]+"${values[@]}"}; do
    options+=(--values "$file")
  done
  rm -rf -- "${to:?}/$region"
  mkdir -p "$to/$region"
  printf 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n' "$namespace_default" \
    >"$to/$region/00-namespace.yaml"
  rendered=$(mktemp)
  helm template "$release_default" "$chart" "${options[@]}" >"$rendered" 2>"$rendered.err" || {
    cat "$rendered.err" >&2
    rm -f -- "$rendered" "$rendered.err"
    exit 1
  }
  # One file for each template; Helm says above each document which one it came from.
  awk -v folder="$to/$region" -v namespace="$namespace_default" '
    /^---$/ { next }
    /^# Source: / { name = $3; sub(/^.*\/templates\//, "", name); gsub(/\//, "-", name); file = folder "/10-" name; printf "---\n" >>file; next }
    # What says its namespace itself keeps it; what is of the whole cluster has none.
    named && !/^  namespace: / { printf "  namespace: %s\n", namespace >>file }
    { named = 0; print >>file }
    /^  name: / && waiting { named = !clusterwide; waiting = 0 }
    /^kind: / { clusterwide = $2 ~ /^(Cluster.*|PersistentVolume)$/ }
    /^metadata:$/ { waiting = 1 }' "$rendered"
  rm -f -- "$rendered" "$rendered.err"
  say "rendered $to/$region"
done
