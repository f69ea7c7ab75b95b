#!/usr/bin/env bash
# Makes the JSON schemas anew that the chart is held against (deploy-tests/src/test/resources/schemas): of Kubernetes' own kinds, and of those of
# the Prometheus Operator, External Secrets and KEDA. They are made of the types that packages of npm carry, which are made of the projects' own
# definitions. Needs npm and a network. A kind that the chart renders for the first time is added to the list below.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
readonly packages=(
  kubernetes-models@5.1.0
  @kubernetes-models/prometheus-operator@6.0.0
  @kubernetes-models/external-secrets@2.0.0
  @kubernetes-models/keda@2.0.0
)
readonly kinds=(
  apps/v1/Deployment apps/v1/StatefulSet autoscaling/v2/HorizontalPodAutoscaler batch/v1/CronJob batch/v1/Job
  external-secrets.io/v1/ExternalSecret keda.sh/v1alpha1/ScaledObject
  monitoring.coreos.com/v1/PrometheusRule monitoring.coreos.com/v1/ServiceMonitor
  networking.k8s.io/v1/Ingress networking.k8s.io/v1/NetworkPolicy policy/v1/PodDisruptionBudget
  rbac.authorization.k8s.io/v1/ClusterRole rbac.authorization.k8s.io/v1/ClusterRoleBinding
  rbac.authorization.k8s.io/v1/Role rbac.authorization.k8s.io/v1/RoleBinding
  v1/ConfigMap v1/PersistentVolume v1/PersistentVolumeClaim v1/Pod v1/Secret v1/Service v1/ServiceAccount
)
for program in npm node; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed to make the schemas, and it is not on the PATH.\n' "$program" >&2
    exit 2
  }
done

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
to=$root/deploy-tests/src/test/resources/schemas
mkdir -p "$to"
cd "$work"
npm install --silent --no-audit --no-fund --no-save "${packages[@]}" ts-json-schema-generator@2.10.0 typescript@5.9.3 >&2
printf '{"compilerOptions": {"module": "esnext", "moduleResolution": "bundler", "target": "es2022", "skipLibCheck": true, "strict": true}, "include": []}' >tsconfig.json
cat >make.mjs <<'JS'
import fs from 'node:fs';
import {createGenerator} from 'ts-json-schema-generator';
const [to, ...kinds] = process.argv.slice(2);
const packages = ['kubernetes-models', ...['prometheus-operator', 'external-secrets', 'keda'].map(name => `@kubernetes-models/${name}`)];
for (const kind of kinds) {
  const path = packages.map(name => `node_modules/${name}/${kind}.d.ts`).find(fs.existsSync);
  if (!path) throw new Error(`no package knows ${kind}`);
  const type = `I${kind.split('/').pop()}`;
  // Without descriptions: what is checked are names, types, and what is needed.
  const schema = createGenerator({path, type, tsconfig: 'tsconfig.json', jsDoc: 'none', skipTypeCheck: true, expose: 'all', additionalProperties: false}).createSchema(type);
  fs.writeFileSync(`${to}/${kind.replaceAll('/', '_')}.json`, `${JSON.stringify(schema)}\n`);
}
JS
rm -f -- "$to"/*.json
node make.mjs "$to" "${kinds[@]}"
printf '%s schemas in %s\n' "${#kinds[@]}" "$to"
