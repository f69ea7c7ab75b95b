#!/usr/bin/env bash
# Deploys the suite, region by region: Terraform, the cluster's credentials, Helm, checks. What was done is remembered, so that a run that was
# broken off goes on where it ended; at the end there is a report as Markdown and JSON.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'HELP'
usage: scripts/deploy_monitoring.sh [options]

  --environment NAME   the environment, such as prod (the default)
  --region REGION      only this region; may be given several times. Without it all regions that have a file
                       terraform/ENVIRONMENT-REGION.tfvars, the hub first
  --hub REGION         the hub; us-east-1 unless said otherwise
  --values FILE        further values for Helm, for all regions; may be given several times
  --infrastructure     ends before Helm: Terraform, its outputs, the cluster's credentials. For the first time, when databases and secrets are still
                       to be made
  --dry-run            changes nothing: plans, renders, and says what would be done
  --restart            forgets how far an earlier run came
  --skip-checks        does not prove the deployment at the end of each region
  --report FOLDER      where the report goes; .kaldrix/deploy/ENVIRONMENT/report unless said otherwise
  --help               this

The state is kept where terraform/backend.hcl says (terraform/bootstrap makes it), under monitoring/REGION.tfstate; or where
terraform/ENVIRONMENT-REGION.tfbackend says, in a workspace for each environment and region; or, with neither, in this folder.
The tools terraform, aws, kubectl, helm and jq must be on the PATH. TERRAFORM_PLUGINS names a mirror of providers, when there is one.
HELP
}

environment=prod hub=us-east-1 dry_run='' restart='' skip_checks='' infrastructure_only='' report=''
regions=() values=()
while (($#)); do
  case $1 in
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
    --values)
      values+=("$(value_of "$1" $# "${2:-}")")
      shift 2
      ;;
    --report)
      report=$(value_of "$1" $# "${2:-}")
      shift 2
      ;;
    --infrastructure) infrastructure_only=1 && shift ;;
    --dry-run) dry_run=1 && shift ;;
    --restart) restart=1 && shift ;;
    --skip-checks) skip_checks=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    *) refuse "deploy_monitoring.sh takes no $1; --help says what it takes." ;;
  esac
done
require_environment "$environment"
require_region "$hub"
for region in ${regions[@]+"${regions[@]}"}; do
  require_region "$region"
done
for file in ${values[@]+"${values[@]}"}; do
  [[ -r $file ]] || refuse "The values $file cannot be read."
done
need terraform aws kubectl helm jq

readonly terraform_root=${TERRAFORM_ROOT:-$root/terraform}
readonly chart=$root/helm/kaldrix-monitoring
state=$root/.kaldrix/deploy/$environment
report=${report:-$state/report}

tfvars() {
  printf '%s/%s-%s.tfvars' "$terraform_root" "$environment" "$1"
}

# All regions that have variables, the hub first: the others' subscriptions need its queues.
if ((${#regions[@]} == 0)); then
  for file in "$terraform_root/$environment"-*.tfvars; do
    [[ -e $file ]] || refuse "There is no $(tfvars REGION); docs/install.md says what belongs into it."
    region=${file##*/"$environment"-}
    region=${region%.tfvars}
    if [[ $region == "$hub" ]]; then
      regions=("$region" ${regions[@]+"${regions[@]}"})
    else
      regions+=("$region")
    fi
  done
fi
for region in "${regions[@]}"; do
  [[ -r $(tfvars "$region") ]] || refuse "There is no $(tfvars "$region"); docs/install.md says what belongs into it."
  [[ -r $chart/values-$region.yaml ]] || refuse "There is no $chart/values-$region.yaml; scripts/add_region.sh makes it."
done

# --- steps --------------------------------------------------------------------------------------------------------------

# What is deployed: a step that was done for another version is not done for this one.
version=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || printf unknown)
[[ -z $(git -C "$root" status --porcelain -- helm dashboards scripts terraform 2>/dev/null) ]] || version=$version-changed
readonly version
[[ -z $restart ]] || rm -rf -- "$state"
mkdir -p "$state" "$report"
results=$state/results.jsonl
[[ -z $dry_run ]] || results=$(mktemp)
touch "$results"

mark() {
  printf '%s/%s/%s.done' "$state" "$1" "$2"
}

done_before() {
  local file
  file=$(mark "$1" "$2")
  [[ -z $dry_run && $version != *-changed && -r $file && $(<"$file") == "$version" ]]
}

# Runs a step of a region, unless it was done: step REGION NAME COMMAND...
step() {
  local region=$1 name=$2 log from=$SECONDS code
  shift 2
  if done_before "$region" "$name"; then
    say "$region: $name was done before"
    return
  fi
  log=$state/$region/$name.log
  mkdir -p "$state/$region"
  say "$region: $name${dry_run:+ (dry run)}"
  # Behind || or in a condition a command that fails within the step would not end it.
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1
  code=$?
  set -e
  jq -cn --arg region "$region" --arg step "$name" --arg at "$(now)" --argjson seconds $((SECONDS - from)) \
    --argjson exit "$code" --arg version "$version" \
    '{region: $region, step: $step, at: $at, seconds: $seconds, exit: $exit, version: $version}' >>"$results"
  if ((code != 0)); then
    tail -n 20 "$log" >&2
    write_report
    printf '%s: %s failed, all that it said is in %s. The same command goes on from there.\n' "$region" "$name" "$log" >&2
    exit 1
  fi
  [[ -n $dry_run ]] || printf '%s' "$version" >"$(mark "$region" "$name")"
}

terraform_in() {
  local region=$1
  shift
  # Each region has a state and a folder of its own.
  TF_DATA_DIR=$state/$region/terraform TF_WORKSPACE='' TF_IN_AUTOMATION=1 terraform -chdir="$terraform_root" "$@"
}

initialise() {
  local region=$1 backend=$terraform_root/$environment-$1.tfbackend
  local -a options=(-input=false -no-color)
  [[ -z ${TERRAFORM_PLUGINS:-} ]] || options+=("-plugin-dir=$TERRAFORM_PLUGINS")
  if [[ -r $backend ]]; then
    options+=("-backend-config=$backend" -reconfigure)
  elif [[ -r $terraform_root/backend.hcl ]]; then
    # The very state that terraform/README.md works with by hand, so that nothing is made twice.
    terraform_in "$region" init "${options[@]}" -reconfigure -backend-config=backend.hcl "-backend-config=key=monitoring/$region.tfstate"
    return
  fi
  terraform_in "$region" init "${options[@]}"
  terraform_in "$region" workspace select -or-create "$environment-$region"
}

infrastructure() {
  local region=$1
  local -a options=(-input=false -no-color "-var-file=$(tfvars "$region")")
  if [[ -n $dry_run ]]; then
    terraform_in "$region" plan "${options[@]}"
  else
    terraform_in "$region" apply -auto-approve "${options[@]}"
  fi
}

# What Terraform made, for the report, and what the chart has to know of it.
outputs() {
  terraform_in "$1" output -json -no-color >"$state/$1/outputs.json"
  jq -r '.helm_values.value // empty' "$state/$1/outputs.json" >"$state/$1/terraform.values.yaml"
}

cluster_of() {
  sed -n 's/^[[:space:]]*kubernetes_cluster_name[[:space:]]*=[[:space:]]*"\([^"]*\)".*/\1/p' "$(tfvars "$1")" | head -n 1
}

kubeconfig() {
  local region=$1 cluster
  cluster=$(cluster_of "$region")
  [[ -n $cluster ]] || {
    printf 'kubernetes_cluster_name is missing in %s\n' "$(tfvars "$region")"
    return 1
  }
  aws eks update-kubeconfig --region "$region" --name "$cluster" --alias "$environment-$region" --kubeconfig "$state/$region/kubeconfig"
}

chart_options() {
  local region=$1 file
  printf '%s\n' --namespace "$namespace_default" --values "$chart/values-$region.yaml"
  # An operator's values come after those that follow from what Terraform made.
  [[ ! -s $state/$region/terraform.values.yaml ]] || printf '%s\n' --values "$state/$region/terraform.values.yaml"
  for file in ${values[@]+"${values[@]}"}; do
    printf '%s\n' --values "$file"
  done
  [[ ! -r $terraform_root/$environment-$region.values.yaml ]] || printf '%s\n' --values "$terraform_root/$environment-$region.values.yaml"
  printf '%s\n' --set "environment=$environment" --set "region=$region"
}

release() {
  local region=$1
  local -a options
  mapfile -t options < <(chart_options "$region")
  if [[ -n $dry_run ]]; then
    helm template "$release_default" "$chart" "${options[@]}"
  else
    # Helm 3 calls atomic what Helm 4 calls rollback-on-failure.
    if [[ $(helm version --template '{{.Version}}') == v3* ]]; then
      options+=(--atomic)
    else
      options+=(--rollback-on-failure)
    fi
    helm --kubeconfig "$state/$region/kubeconfig" upgrade --install "$release_default" "$chart" --create-namespace \
      --wait --timeout 15m "${options[@]}"
  fi
}

rollout() {
  local region=$1
  kubectl --kubeconfig "$state/$region/kubeconfig" -n "$namespace_default" get deployments,statefulsets -o name |
    while IFS= read -r workload; do
      kubectl --kubeconfig "$state/$region/kubeconfig" -n "$namespace_default" rollout status "$workload" --timeout=10m
    done
}

release_test() {
  helm --kubeconfig "$state/$1/kubeconfig" test "$release_default" --namespace "$namespace_default" --logs
}

prove() {
  local region=$1
  KUBECONFIG=$state/$region/kubeconfig "$root/scripts/test_monitoring.sh" --environment "$environment" --region "$region" --hub "$hub" \
    --kubernetes --junit "$report/$region.xml"
}

# --- the report ---------------------------------------------------------------------------------------------------------

write_report() {
  local region ended
  mkdir -p "$report"
  ended=$(now)
  jq -s --arg environment "$environment" --arg version "$version" --arg at "$ended" --argjson dry "${dry_run:-0}" \
    --argjson regions "$(printf '%s\n' "${regions[@]}" | jq -R . | jq -s .)" '
    {environment: $environment, version: $version, at: $at, dryRun: ($dry == 1),
     regions: [$regions[] as $region | {region: $region,
       steps: ([.[] | select(.region == $region)] | group_by(.step) | map(max_by(.at)) | sort_by(.at)
         | map({step, at, seconds, ok: (.exit == 0), version}))}]}' "$results" >"$report/report.json"
  for region in "${regions[@]}"; do
    if [[ -r $state/$region/outputs.json ]]; then
      # Values that Terraform calls sensitive stay out of the report.
      jq --arg region "$region" --slurpfile outputs "$state/$region/outputs.json" '
        .regions |= map(if .region == $region
          then .outputs = ($outputs[0] | with_entries(select(.value.sensitive | not) | .value = .value.value)) else . end)' \
        "$report/report.json" >"$report/report.json.new"
      mv "$report/report.json.new" "$report/report.json"
    fi
  done
  jq -r '
    "# Deployment of \(.environment)\(if .dryRun then " (dry run)" else "" end)\n\nVersion \(.version), \(.at).\n",
    (.regions[] | "## \(.region)\n\n| step | | took | at |\n|---|---|---|---|",
      (.steps[] | "| \(.step) | \(if .ok then "done" else "FAILED" end) | \(.seconds) s | \(.at) |"),
      (if .outputs then "\n| output | |\n|---|---|", (.outputs | to_entries[] | "| `\(.key)` | `\(.value | tostring)` |") else empty end),
      "")' "$report/report.json" >"$report/report.md"
}

for region in "${regions[@]}"; do
  step "$region" initialise initialise "$region"
  step "$region" infrastructure infrastructure "$region"
  if [[ -z $dry_run ]]; then
    step "$region" outputs outputs "$region"
    step "$region" kubeconfig kubeconfig "$region"
  fi
  [[ -z $infrastructure_only ]] || continue
  step "$region" release release "$region"
  if [[ -z $dry_run ]]; then
    step "$region" rollout rollout "$region"
    step "$region" release-test release_test "$region"
    [[ -n $skip_checks ]] || step "$region" checks prove "$region"
  fi
done
write_report
say "the report is in $report/report.md"
