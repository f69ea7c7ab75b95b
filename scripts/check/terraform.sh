#!/usr/bin/env bash
# Checks terraform/: format, validity, the modules' own tests with a mocked provider, and an apply of the state's own bucket, of the hub and of another
# region to moto: a second plan changes nothing, destroy leaves nothing; the state's bucket is not destroyed unasked, and keeps a state under lock. Needs terraform and moto_server. The provider's plug-in comes from
# KALDRIX_TERRAFORM_PLUGINS when that is set, a folder as "terraform providers mirror" makes it, and from the network otherwise.
# What traps and other functions call is not seen to be reached.
# shellcheck disable=SC2317
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
readonly regions=(us-east-1 eu-west-1)
work=$(mktemp -d)
moto=
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 TF_CLI_ARGS=-no-color

say() {
  printf '[%4d s] terraform: %s\n' "$SECONDS" "$*"
}

fail() {
  printf 'terraform: %s\n' "$*" >&2
  exit 1
}

finish() {
  local code=$?
  # Only the script itself tidies up, and none of its subshells.
  [[ $BASHPID == "$$" ]] || exit "$code"
  if [[ -n $moto ]]; then
    kill "$moto" 2>/dev/null || true
  fi
  rm -rf -- "$work"
  exit "$code"
}
trap finish EXIT

# Runs with its output in a file, and shows that when it fails.
quietly() {
  local log=$work/$1.log code=0
  shift
  "$@" >"$log" 2>&1 </dev/null || code=$?
  if ((code != 0)); then
    grep -v '^ *$' "$log" | tail -n 60 >&2
    fail "failed with $code: $*"
  fi
}

# A copy in which init may leave what it makes.
copy() {
  mkdir -p "$2"
  (cd "$1" && tar -cf - --exclude=.terraform --exclude='*.tfstate*' --exclude=.terraform.lock.hcl .) | tar -xf - -C "$2"
}

init() {
  if [[ -n ${KALDRIX_TERRAFORM_PLUGINS:-} ]]; then
    terraform -chdir="$1" init -input=false -backend=false "-plugin-dir=$KALDRIX_TERRAFORM_PLUGINS"
  else
    terraform -chdir="$1" init -input=false -backend=false
  fi
}

format_and_validity() {
  say 'format'
  terraform -chdir="$root/terraform" fmt -check -diff -recursive || fail 'terraform fmt -recursive puts it right'
  say 'validity of the root and all modules'
  copy "$root/terraform" "$work/all"
  quietly init-root init "$work/all"
  quietly validate terraform -chdir="$work/all" validate
}

# One module's own tests; the root's are about the operators' variables as they stand.
module_test() {
  local module=$1 name
  name=$(basename "$module")
  if [[ $module == "$work/all" ]]; then
    quietly "test-$name" terraform -chdir="$module" test -var-file=tests/operators.tfvars
  else
    quietly "init-test-$name" init "$module"
    quietly "test-$name" terraform -chdir="$module" test
  fi
  say "$name: $(tail -n 1 "$work/test-$name.log")"
}

# Two at a time: a test is mostly Terraform reading what the provider knows.
module_tests() {
  local module code=0
  local -a running=()
  for module in "$work/all" "$work"/all/modules/*; do
    compgen -G "$module/tests/*.tftest.hcl" >/dev/null || continue
    if ((${#running[@]} == 2)); then
      wait "${running[0]}" || code=1
      running=("${running[1]}")
    fi
    module_test "$module" &
    running+=($!)
  done
  for module in "${running[@]}"; do
    wait "$module" || code=1
  done
  return "$code"
}

start_moto() {
  local port=$((20000 + RANDOM % 10000)) waited=0
  # Policies that AWS itself keeps are attached to roles.
  MOTO_IAM_LOAD_MANAGED_POLICIES=true moto_server -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 </dev/null &
  moto=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "$moto" 2>/dev/null || fail "moto_server ended while starting: $(tail -n 1 "$work/moto.log")"
    ((++waited < 600)) || fail 'moto_server does not listen'
    sleep 0.1
  done
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
}

# What the chart is told is what its tests render it with; ids that change are made the same. KALDRIX_GOLDEN=write writes it anew.
chart_values() {
  local region=$1 golden=$root/deploy-tests/src/test/resources/chart/terraform-$1.yaml
  terraform -chdir="$2" output -raw helm_values |
    sed -E 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/00000000-0000-0000-0000-000000000000/; s/(fs|fsap)-[0-9a-f]+/\1-0123456789abcdef0/g' >"$work/values-$region"
  [[ ${KALDRIX_GOLDEN:-} != write ]] || cp "$work/values-$region" "$golden"
  diff -u "$golden" "$work/values-$region" >"$work/values-$region.diff" || {
    cat "$work/values-$region.diff" >&2
    fail "$region: the output helm_values is not $golden; KALDRIX_GOLDEN=write writes it anew"
  }
}

# Applies a region as an empty account has it, plans again, and destroys it.
whole_region() {
  local region=$1 place=$work/$1 left
  copy "$root/terraform" "$place"
  quietly "init-$region" init "$place"
  # Most of an apply is waiting until SQS and S3 say the same for long enough.
  quietly "apply-$region" terraform -chdir="$place" apply -auto-approve -input=false -parallelism=60 -var-file=tests/emulated.tfvars \
    -var "region=$region" -var "kubernetes_cluster_name=kaldrix-eks-$region"
  say "$region: $(grep 'Apply complete' "$work/apply-$region.log")"
  chart_values "$region" "$place"
  quietly "plan-$region" terraform -chdir="$place" plan -detailed-exitcode -input=false -var-file=tests/emulated.tfvars \
    -var "region=$region" -var "kubernetes_cluster_name=kaldrix-eks-$region"
  say "$region: a second plan changes nothing"
  quietly "destroy-$region" terraform -chdir="$place" destroy -auto-approve -input=false -parallelism=60 \
    -var-file=tests/emulated.tfvars -var "region=$region" -var "kubernetes_cluster_name=kaldrix-eks-$region"
  left=$(terraform -chdir="$place" state list)
  [[ -z $left ]] || fail "$region: destroy left $left"
  say "$region: $(grep 'Destroy complete' "$work/destroy-$region.log")"
}

# Applies what keeps the state, plans again, moves a state into it under lock, and sees that it is not destroyed unasked.
bootstrap() {
  local place=$work/bootstrap user=$work/user
  local -a variables=(-var region=us-east-1 -var environment=prod)
  copy "$root/terraform/bootstrap" "$place"
  quietly init-bootstrap init "$place"
  quietly apply-bootstrap terraform -chdir="$place" apply -auto-approve -input=false "${variables[@]}"
  quietly plan-bootstrap terraform -chdir="$place" plan -detailed-exitcode -input=false "${variables[@]}"
  # As README.md has it: the backend's file is what the output says.
  mkdir -p "$user"
  terraform -chdir="$place" output -raw backend >"$user/backend.hcl"
  printf 'terraform {\n  backend "s3" {}\n}\n\nresource "terraform_data" "something" {\n  input = "kept"\n}\n' >"$user/main.tf"
  quietly init-user terraform -chdir="$user" init -input=false -reconfigure -backend-config=backend.hcl -backend-config=key=monitoring/us-east-1.tfstate \
    -backend-config=use_path_style=true
  quietly apply-user terraform -chdir="$user" apply -auto-approve -input=false
  rm -rf -- "$user/.terraform"
  quietly init-user-again terraform -chdir="$user" init -input=false -backend-config=backend.hcl -backend-config=key=monitoring/us-east-1.tfstate \
    -backend-config=use_path_style=true
  quietly plan-user terraform -chdir="$user" plan -detailed-exitcode -input=false
  locked_state "$user"
  if terraform -chdir="$place" destroy -auto-approve -input=false "${variables[@]}" >"$work/destroy-bootstrap.log" 2>&1 </dev/null; then
    fail 'bootstrap: the bucket of the state was destroyed unasked'
  fi
  grep -q prevent_destroy "$work/destroy-bootstrap.log" || {
    tail -n 20 "$work/destroy-bootstrap.log" >&2
    fail 'bootstrap: destroy failed for another reason than the protection'
  }
  # With the protection taken away, nothing stays. A bucket with states in it, S3 refuses to delete.
  sed -i 's/prevent_destroy = true/prevent_destroy = false/' "$place/main.tf"
  sed -i 's/^  bucket = local.name$/&\n  force_destroy = true/' "$place/main.tf"
  quietly apply-bootstrap-again terraform -chdir="$place" apply -auto-approve -input=false "${variables[@]}"
  quietly destroy-bootstrap-2 terraform -chdir="$place" destroy -auto-approve -input=false "${variables[@]}"
  [[ -z $(terraform -chdir="$place" state list) ]] || fail 'bootstrap: destroy left something'
  say 'bootstrap: applied, planned without a change, kept a state under lock, protected, taken away'
}

# While one apply holds the lock, another one is turned away.
locked_state() {
  local user=$1 waited=0 holder
  cat >"$user/slow.tf" <<'HCL'
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "touch held && while [ ! -e go-on ]; do sleep 0.2; done"
  }
}
HCL
  terraform -chdir="$user" apply -auto-approve -input=false >"$work/holder.log" 2>&1 </dev/null &
  holder=$!
  until [[ -e $user/held ]]; do
    kill -0 "$holder" 2>/dev/null || fail "bootstrap: the apply that holds the lock ended: $(tail -n 5 "$work/holder.log")"
    ((++waited < 600)) || fail 'bootstrap: the apply that holds the lock does not begin'
    sleep 0.1
  done
  if terraform -chdir="$user" apply -auto-approve -input=false -lock-timeout=0s >"$work/second.log" 2>&1 </dev/null; then
    touch "$user/go-on"
    fail 'bootstrap: two applies at once'
  fi
  touch "$user/go-on"
  grep -q 'Error acquiring the state lock' "$work/second.log" || fail "bootstrap: the second apply failed for another reason: $(tail -n 5 "$work/second.log")"
  wait "$holder" || fail "bootstrap: the apply that held the lock failed: $(tail -n 5 "$work/holder.log")"
}

for program in terraform moto_server; do
  command -v "$program" >/dev/null 2>&1 || fail "$program is needed and is not on the PATH"
done
format_and_validity
start_moto
# The applies wait for most of their time, so that the modules' tests find room beside them.
bootstrap &
pids=($!)
for region in "${regions[@]}"; do
  whole_region "$region" &
  pids+=($!)
done
code=0
# Nothing of moto's address is for tests that mock the provider.
(unset AWS_ENDPOINT_URL && module_tests) || code=1
for pid in "${pids[@]}"; do
  wait "$pid" || code=1
done
exit "$code"
