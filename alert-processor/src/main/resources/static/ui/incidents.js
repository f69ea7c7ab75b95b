import {ask, badges, element, moment, open, span, tone} from './service.js';

const PAGE = 50;
const state = document.getElementById('state');
const sort = document.getElementById('sort');
const list = document.getElementById('incidents');
const nothing = document.getElementById('nothing');
const more = document.getElementById('more');
let pages = 1;

const refresh = open(async () => {
  const states = state.value === 'standing' ? ['open', 'acknowledged'] : [state.value];
  const query = new URLSearchParams(states.map(one => ['state', one]));
  query.set('sort', sort.value);
  query.set('limit', PAGE);
  const found = [];
  let next;
  for (let page = 0; page < pages; page++) {
    if (next !== undefined) {
      query.set('cursor', next);
    }
    const answer = await ask('/api/v1/incidents?' + query);
    found.push(...answer.items);
    next = answer.next;
    if (next === undefined) {
      break;
    }
  }
  show(found, next !== undefined);
}, 5000);

function show(found, furtherOnes) {
  const open = found.filter(incident => incident.state === 'open').length;
  document.title = (open > 0 ? '(' + open + ') ' : '') + 'Incidents · KALDRIX';
  list.replaceChildren(...found.map(card));
  nothing.textContent = state.value === 'resolved' ? 'Nothing has been resolved yet.' : 'Nothing is wrong.';
  nothing.hidden = found.length > 0;
  more.hidden = !furtherOnes;
}

function card(incident) {
  const over = incident.state === 'resolved';
  return element('li', {}, element('a', {class: 'incident ' + tone(incident), href: '/incidents/' + encodeURIComponent(incident.id)},
    element('span', {class: 'severity'}, incident.severity),
    element('span', {class: 'title'}, incident.title),
    element('span', {class: 'meta'},
      ...badges(incident),
      element('span', {}, incident.alerts.firing + ' of ' + incident.alerts.total + ' firing'),
      incident.region === undefined ? null : element('span', {}, incident.region),
      element('span', {}, moment(incident.openedAt), over ? ', for ' + span(incident.openedAt, incident.resolvedAt) : ', ' + span(incident.openedAt) + ' ago'),
      incident.acknowledgedBy === undefined ? null : element('span', {}, 'taken by ' + incident.acknowledgedBy),
      over && incident.resolvedBy !== undefined ? element('span', {}, 'resolved by ' + incident.resolvedBy) : null)));
}

for (const choice of [state, sort]) {
  choice.addEventListener('change', () => {
    pages = 1;
    refresh();
  });
}
more.addEventListener('click', () => {
  pages++;
  refresh();
});
