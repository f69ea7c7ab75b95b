import {ask, element, moment, open} from './service.js';

const by = name => document.getElementById(name);
let pages = 1;

const refresh = open(async () => {
  const found = [];
  let next;
  for (let page = 0; page < pages; page++) {
    const wanted = new URLSearchParams({limit: '100'});
    for (const name of ['metric', 'region', 'component']) {
      if (by(name).value.trim() !== '') {
        wanted.set(name, by(name).value.trim());
      }
    }
    if (next !== undefined) {
      wanted.set('cursor', next);
    }
    const answer = await ask('/api/v1/series?' + wanted);
    found.push(...answer.items);
    next = answer.next;
    if (next === undefined) {
      break;
    }
  }
  by('series').replaceChildren(...found.map(row));
  by('nothing').hidden = found.length > 0;
  by('more').hidden = next === undefined;
}, 30000);

by('filters').addEventListener('submit', event => {
  event.preventDefault();
  pages = 1;
  refresh();
});
by('more').addEventListener('click', () => {
  pages++;
  refresh();
});

function row(series) {
  const others = Object.entries(series.labels).filter(([name]) => name !== '__name__').map(([name, value]) => name + '=' + value);
  return element('li', {},
    element('a', {class: 'incident tone-' + (series.unusual >= 1 ? 'P1' : 'over'), href: '/series/' + series.id},
      element('span', {class: 'severity'}, series.learning < 100 ? series.learning + ' %' : ''),
      element('span', {class: 'title'}, series.labels.__name__ ?? ''),
      element('span', {class: 'meta'},
        element('span', {}, others.join(', ')),
        element('span', {}, series.value === undefined ? 'missing' : String(series.value), ' at ', moment(series.readingAt)))));
}
