import {ask, element, moment, open} from './service.js';

const id = decodeURIComponent(location.pathname.split('/').pop());
const root = '/api/v1/series/' + encodeURIComponent(id);
const by = name => document.getElementById(name);
let shownPlot = '';

open(async () => {
  const {series, judging} = await ask(root);
  const metric = series.labels.__name__ ?? '';
  const [anomalies] = await Promise.all([ask('/api/v1/anomalies?limit=20&metric=' + encodeURIComponent(metric)), plot()]);
  document.title = metric + ' · KALDRIX';
  by('metric').textContent = metric;
  by('labels').replaceChildren(...Object.entries(series.labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => element('code', {}, name + '=' + value)));
  by('facts').replaceChildren(facts(series, judging));
  const own = anomalies.items.filter(one => same(one.series, series.labels));
  by('anomalies').replaceChildren(...(own.length === 0 ? [element('li', {class: 'meta'}, 'None of late.')] : own.map(anomaly)));
}, 15000);

async function plot() {
  const token = sessionStorage.getItem('kaldrix-token');
  const answer = await fetch(root + '/plot.svg', {headers: {Authorization: 'Bearer ' + token}, cache: 'no-store'});
  if (!answer.ok) {
    return;
  }
  URL.revokeObjectURL(shownPlot);
  shownPlot = URL.createObjectURL(await answer.blob());
  by('plot').src = shownPlot;
}

function same(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every(name => one[name] === other[name]);
}

function facts(series, judging) {
  const list = element('dl', {class: 'facts'});
  const fact = (name, ...words) => list.append(element('dt', {}, name), element('dd', {}, ...words));
  fact('Latest reading', series.value === undefined ? 'missing' : String(series.value), ', ', moment(series.readingAt));
  if (series.expectedLow !== undefined && series.expectedHigh !== undefined) {
    fact('Usual', series.expectedLow + ' to ' + series.expectedHigh);
  }
  fact('Unusual', series.unusual.toFixed(2) + ' of what is worth an alert; score ' + series.score.toFixed(2));
  fact('Learning', series.learning + ' %, tier ' + series.tier);
  fact('Judged', 'sensitivity ' + judging.sensitivity + ', threshold × ' + judging.threshold + ', by the clock of ' + judging.timeZone);
  if (judging.detectorsOff.length > 0) {
    fact('Without', judging.detectorsOff.join(', '));
  }
  fact('As of', moment(series.asOf));
  return list;
}

function anomaly(one) {
  return element('li', {class: 'tone-' + (one.endedAt === undefined ? one.severity : 'over')},
    element('div', {class: 'line'},
      element('span', {class: 'severity'}, one.severity),
      element('strong', {}, one.type.replaceAll('-', ' ')),
      element('span', {class: 'meta'}, moment(one.startedAt), one.endedAt === undefined ? ', goes on' : '')),
    ...one.evidence.slice(0, 3).map(evidence => element('p', {class: 'meta'}, evidence.sentence)));
}
