#!/usr/bin/env bash
# Runs the named test classes of deploy-tests, and builds no more than they need. No network after the first build.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
log=$(mktemp)
trap 'rm -f -- "$log"' EXIT
if ! mvn -o -q -B -f "$root/pom.xml" -Pexternal -Djacoco.skip=true -Dspotless.check.skip=true -Dkaldrix.without-e2e \
  -Dsurefire.failIfNoSpecifiedTests=false \
  -pl common,local-stack,deploy-tests -Dtest="$1" integration-test >"$log" 2>&1; then
  grep -E '^\[ERROR\]' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
  exit 1
fi
printf '%s: passed\n' "$1"
