#!/usr/bin/env bash
# Holds what the chart renders against all that Kubernetes, the Prometheus Operator, External Secrets and KEDA say of their kinds, patterns and lengths
# included, by the validators that packages of npm carry. Needs helm, npm and a network; ChartSchemaTest holds names, types and what is needed against
# schemas that are made of the same packages, without a network.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
for program in npm node helm; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed to check against the schemas of Kubernetes, and it is not on the PATH.\n' "$program" >&2
    exit 2
  }
done
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
chart=$root/helm/kaldrix-monitoring
for values in us-east-1 us-west-2 eu-west-1 local; do
  helm template kaldrix-monitoring "$chart" -n kaldrix-monitoring -f "$chart/values-$values.yaml" >"$work/$values.yaml" 2>"$work/said" || {
    cat "$work/said" >&2
    exit 1
  }
done
helm template kaldrix-monitoring "$chart" -n kaldrix-monitoring -f "$chart/values-us-east-1.yaml" \
  -f "$root/deploy-tests/src/test/resources/chart/everything.yaml" >"$work/everything.yaml" 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund --no-save kubernetes-models@5.1.0 @kubernetes-models/prometheus-operator@6.0.0 \
  @kubernetes-models/external-secrets@2.0.0 @kubernetes-models/keda@2.0.0 js-yaml@4.1.1 >&2
cat >check.mjs <<'JS'
import fs from 'node:fs';
import yaml from 'js-yaml';
let wrong = 0, seen = 0;
const others = new Set();
for (const file of fs.readdirSync('.').filter(name => name.endsWith('.yaml'))) {
  for (const document of yaml.loadAll(fs.readFileSync(file, 'utf8'))) {
    if (!document) continue;
    const kind = `${document.apiVersion}/${document.kind}`;
    const path = ['kubernetes-models', ...['prometheus-operator', 'external-secrets', 'keda'].map(name => `@kubernetes-models/${name}`)]
      .map(name => `./node_modules/${name}/${kind}.js`).find(fs.existsSync);
    if (!path) {
      others.add(kind);
      continue;
    }
    seen++;
    try {
      new (await import(path))[document.kind](document).validate();
    } catch (error) {
      wrong++;
      console.log(`${file}: ${document.kind}/${document.metadata.name}: ${error.message}`);
    }
  }
}
console.log(`${seen} objects, ${wrong} wrong; of kinds that no package knows: ${[...others].join(', ') || 'none'}`);
process.exit(wrong || !seen || others.size ? 1 : 0);
JS
node check.mjs
