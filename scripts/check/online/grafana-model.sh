#!/usr/bin/env bash
# Holds the dashboards against Grafana's own model of dashboards and panels, as types of TypeScript. Needs npm and a network; Grafana
# itself is not run. What Grafana's Prometheus plugin adds to annotations is no part of that model and is left out.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
readonly schema=12.3.0 typescript=5.9.3
for program in npm node; do
  command -v "$program" >/dev/null 2>&1 || {
    printf '%s is needed to check the model of dashboards, and it is not on the PATH.\n' "$program" >&2
    exit 2
  }
done

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --no-save "@grafana/schema@$schema" "typescript@$typescript" >&2
ROOT=$root node >check.ts <<'JS'
const fs = require('fs');
const folder = process.env.ROOT + '/dashboards/grafana/';
const raw = './node_modules/@grafana/schema/dist/types/raw/';
const kinds = {timeseries: 'TimeSeries', stat: 'Stat', gauge: 'Gauge', bargauge: 'BarGauge', table: 'Table'};
console.log(`import type {Dashboard} from '${raw}dashboard/x/dashboard_types.gen';`);
for (const [type, name] of Object.entries(kinds)) {
  console.log(`import type {Options as ${name}} from '${raw}composable/${type}/panelcfg/x/${name}PanelCfg_types.gen';`);
}
console.log(`import type {FieldConfig as Lines} from '${raw}composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';`);
// A file of JSON has texts where the types have enumerations.
console.log('type Json<T> = T extends string ? `${T}` : T extends number ? number : T extends (infer U)[] ? Json<U>[]'
  + ' : T extends object ? { [K in keyof T]: Json<T[K]> } : T;');
fs.readdirSync(folder).sort().forEach((file, n) => {
  const dashboard = JSON.parse(fs.readFileSync(folder + file));
  for (const annotation of dashboard.annotations.list) {
    for (const key of ['expr', 'titleFormat', 'textFormat']) delete annotation[key];
  }
  console.log(`// ${file}\nexport const d${n}: Json<Dashboard> = ${JSON.stringify(dashboard)};`);
  dashboard.panels.filter(panel => panel.type !== 'row').forEach((panel, i) => {
    console.log(`// ${file}: ${panel.title}\nexport const o${n}_${i}: Json<Partial<${kinds[panel.type]}>> = ${JSON.stringify(panel.options)};`);
    if (panel.type === 'timeseries') {
      console.log(`export const l${n}_${i}: Json<Partial<Lines>> = ${JSON.stringify(panel.fieldConfig.defaults.custom)};`);
    }
  });
});
JS
npx tsc --noEmit --strict --skipLibCheck --moduleResolution bundler --module esnext --target es2022 check.ts | cut -c 1-400
printf 'The dashboards are as Grafana %s models them.\n' "$schema"
