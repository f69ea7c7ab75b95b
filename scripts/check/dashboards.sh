#!/usr/bin/env bash
# Checks dashboards, rules and runbooks: as files, and with promtool and prometheus. No network.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
for program in mvn prometheus promtool; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed to check dashboards and rules, and it is not on the PATH.\n' "$program" >&2
    exit 2
  }
done
exec "$root/scripts/check/lib/deploy-tests.sh" 'DashboardsTest,RulesTest,PrometheusTest'
