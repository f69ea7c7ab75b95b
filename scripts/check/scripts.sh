#!/usr/bin/env bash
# Checks the operators' scripts: shellcheck, what they say to wrong options, deployment with stand-ins, backup and restore with a real PostgreSQL
# and moto, and the documents. No network.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
for program in mvn shellcheck jq aws moto_server pg_dump; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed to check the scripts, and it is not on the PATH.\n' "$program" >&2
    exit 2
  }
done
exec "$root/scripts/check/lib/deploy-tests.sh" 'ScriptsTest,RenderScriptTest,JobPermissionsTest,DeployScriptTest,BackupTest,DashboardBackupTest,LogExportTest,ConfigBackupTest,DocumentsTest'
