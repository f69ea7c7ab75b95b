#!/usr/bin/env bash
# Adds a region: makes the values of its release, and enters it where the others have to know of it. Writes files in this project and nothing else;
# docs/adding-a-region.md says what comes before and after.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/add_region.sh REGION --share PERCENT [options]

  --share PERCENT      its share of the traffic; those of the others become smaller in proportion
  --environment NAME   prod unless said otherwise
  --hub REGION         the hub; us-east-1 unless said otherwise
  --like REGION        the region whose variables for Terraform it begins with; the hub unless said otherwise
  --cluster NAME       its cluster; kaldrix-eks-REGION unless said otherwise
  --dry-run            says what would be written
  --help               this
HELP
}

region='' share='' environment=prod hub=us-east-1 like='' cluster='' dry_run=''
while (($#)); do
  case $1 in
    --share)
      share=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --environment)
      environment=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --hub)
      hub=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --like)
      like=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --cluster)
      cluster=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --dry-run) dry_run=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    -*) refuse "add_region.sh takes no $1; --help says what it takes." ;;
    *)
      [[ -z $region ]] || refuse "add_region.sh takes one region, not also $1."
      region=$1
      shift
      ;;
  esac
done
[[ -n $region ]] || refuse "add_region.sh needs a region such as ap-southeast-2."
require_region "$region"
require_region "$hub"
require_environment "$environment"
[[ $share =~ ^[1-9][0-9]?$ && $share -le 90 ]] || refuse "--share is a whole number from 1 to 90."
need awk sed
readonly chart=${CHART:-$root/helm/kaldrix-monitoring}
readonly terraform_root=${TERRAFORM_ROOT:-$root/terraform}
like=${like:-$hub}
cluster=${cluster:-kaldrix-eks-$region}
[[ ! -e $chart/values-$region.yaml ]] || refuse "There is a region $region already: $chart/values-$region.yaml."

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# Replaces a file, or shows how it would change.
put() {
  local file=$1 fresh=$2
  if [[ -n $dry_run ]]; then
    printf -- '--- %s\n' "$file"
    diff -u "$file" "$fresh" 2>/dev/null | tail -n +3 || cat "$fresh"
  else
    cat "$fresh" >"$file"
    say "wrote ${file#"$root"/}"
  fi
}

domain=$(sed -n 's/^domain: *[a-z]*-[a-z]*-[0-9]\.\(.*\)/\1/p' "$chart/values-$hub.yaml" | head -n 1)
cat >"$work/values.yaml" <<YAML
# $share % of the traffic.
region: $region
hub: false
domain: $region.${domain:-kaldrix.example}
complianceReporter:
  enabled: false
YAML
# Where the hub alone pages, the new region sends its alerts there.
if [[ $(sed -n '/^alertProcessor:/,/^[a-z]/s/^  everywhere: *//p' "$chart/values-$hub.yaml" "$chart/values.yaml" | head -n 1) == false ]]; then
  cat >>"$work/values.yaml" <<YAML
prometheus:
  alertmanager: https://alerts.$hub.${domain:-kaldrix.example}
YAML
fi

# Weights: the others keep their proportions. Lists of regions get one more.
awk -v region="$region" -v share="$share" '
  /^weights:/ { print; inside = 1; next }
  inside && /^  [a-z]+(-[a-z]+)+-[0-9]: *[0-9.]+ *$/ {
    split($0, part, ":"); name = part[1]; gsub(/ /, "", name); names[++count] = name; weight[name] = part[2] + 0; sum += weight[name]; next
  }
  inside {
    for (i = 1; i <= count; i++) printf "  %s: %s\n", names[i], weight[names[i]] * (100 - share) / sum
    printf "  %s: %s\n", region, share
    inside = 0
  }
  /^  queueRegions: \[.*\]/ && !/\[\]/ { sub(/\]/, ", " region "]") }
  { print }' "$chart/values.yaml" >"$work/all.yaml"
sed "s/^\(  queueRegions: \[.*\)\]/\1, $region]/" "$chart/values-$hub.yaml" >"$work/hub.yaml"
grep -q "^  $region: $share\$" "$work/all.yaml" || refuse "The weights in $chart/values.yaml are not as this script expects them; add the region by hand."

put "$chart/values-$region.yaml" "$work/values.yaml"
put "$chart/values.yaml" "$work/all.yaml"
put "$chart/values-$hub.yaml" "$work/hub.yaml"

from=$terraform_root/$environment-$like.tfvars
if [[ -r $from ]]; then
  [[ ! -e $terraform_root/$environment-$region.tfvars ]] || refuse "There is $terraform_root/$environment-$region.tfvars already."
  # Networks are its own; what names the other one's must be filled in.
  sed -e "s/^\(region[[:space:]]*=[[:space:]]*\)\"[^\"]*\"/\1\"$region\"/" \
    -e "s/^\(kubernetes_cluster_name[[:space:]]*=[[:space:]]*\)\"[^\"]*\"/\1\"$cluster\"/" \
    -e "s/^\(vpc_id[[:space:]]*=[[:space:]]*\)\"[^\"]*\"/\1\"\"/" \
    -e "s/^\(private_subnets[[:space:]]*=[[:space:]]*\)\[[^]]*\]/\1[]/" \
    -e "s/^\(public_subnets[[:space:]]*=[[:space:]]*\)\[[^]]*\]/\1[]/" \
    -e "s/^\(hub[[:space:]]*=[[:space:]]*\)true/\1false/" "$from" >"$work/tfvars"
  put "$terraform_root/$environment-$region.tfvars" "$work/tfvars"
  for file in "$terraform_root/$environment"-*.tfvars; do
    if grep -q '^regions[[:space:]]*=' "$file"; then
      sed "/\"$region\"/!s/^\(regions[[:space:]]*=[[:space:]]*\[.*\)\]/\1, \"$region\"]/" "$file" >"$work/one.tfvars"
      cmp -s "$file" "$work/one.tfvars" || put "$file" "$work/one.tfvars"
    fi
  done
else
  say "there is no ${from#"$root"/}, so Terraform's variables have to be written by hand"
fi
say "next: fill in the network in $environment-$region.tfvars, then scripts/deploy_monitoring.sh --environment $environment; docs/adding-a-region.md has all of it"
