#!/usr/bin/env bash
# Checks the Helm chart: lint, schema of the values, every values file, Kubernetes' model, the JSON schemas of all kinds, policy, golden render. Helm
# is a library here; no network, no program of its own.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
command -v mvn >/dev/null 2>&1 || {
  printf 'mvn is needed to check the chart, and it is not on the PATH.\n' >&2
  exit 2
}
exec "$root/scripts/check/lib/deploy-tests.sh" 'ChartTest,ChartPolicyTest,ChartSchemaTest,ExamplesTest,AddRegionTest'
