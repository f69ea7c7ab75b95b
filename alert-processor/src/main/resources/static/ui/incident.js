import {ask, badges, element, link, moment, open, span, tone} from './service.js';

const MOST_PAGES = 10;
const id = decodeURIComponent(location.pathname.split('/').pop());
const root = '/api/v1/incidents/' + encodeURIComponent(id);
const by = name => document.getElementById(name);
let begun = false;

const refresh = open(async () => {
  const [shown, entries] = await Promise.all([ask(root), timeline()]);
  summary(shown);
  actions(shown.incident);
  const {firing, total} = shown.incident.alerts;
  by('count').textContent = firing + ' of ' + total + ' firing' + (shown.alerts.length < total ? ', ' + shown.alerts.length + ' shown' : '');
  by('alerts').replaceChildren(...shown.alerts.map(alert));
  by('told').replaceChildren(...(shown.notifications.length === 0
    ? [element('li', {class: 'meta'}, 'Nobody yet.')]
    : shown.notifications.map(told)));
  by('timeline').replaceChildren(...entries.reverse().map(entry));
}, 5000);

async function timeline() {
  const entries = [];
  let next;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(root + '/timeline?limit=500' + (next === undefined ? '' : '&cursor=' + encodeURIComponent(next)));
    entries.push(...answer.items);
    next = answer.next;
    if (next === undefined) {
      break;
    }
  }
  return entries;
}

function summary({incident, group, escalation}) {
  document.title = incident.severity + ' ' + incident.title + ' · KALDRIX';
  const facts = element('dl', {class: 'facts'});
  const fact = (name, ...words) => facts.append(element('dt', {}, name), element('dd', {}, ...words));
  fact('Opened', moment(incident.openedAt), incident.state === 'resolved'
    ? ', for ' + span(incident.openedAt, incident.resolvedAt)
    : ', ' + span(incident.openedAt) + ' ago');
  if (incident.acknowledgedBy !== undefined) {
    fact('Taken by', incident.acknowledgedBy, ', ', moment(incident.acknowledgedAt));
  }
  if (incident.resolvedAt !== undefined) {
    fact('Resolved', moment(incident.resolvedAt), incident.resolvedBy === undefined ? ', its alerts are over' : ', by ' + incident.resolvedBy);
  }
  if (incident.heldBy !== undefined) {
    fact('Held back', 'by ' + incident.heldBy);
  }
  fact('Receiver', incident.receiver);
  if (Object.keys(group.labels).length > 0) {
    fact('Group', Object.entries(group.labels).map(([name, value]) => name + '=' + value).join(', '));
  }
  if (escalation?.next !== undefined && incident.state !== 'resolved') {
    const held = incident.state === 'acknowledged' && escalation.next.unless === 'acknowledged';
    fact('Next', (escalation.next.title ?? escalation.next.receivers.join(', ')) + ' at ', moment(escalation.next.at),
      held ? ' (held back: it is acknowledged)' : ' unless ' + escalation.next.unless);
  }
  const place = by('summary');
  place.className = tone(incident);
  place.replaceChildren(
    element('div', {class: 'badges'}, element('span', {class: 'severity'}, incident.severity), ...badges(incident)),
    element('h1', {}, incident.title),
    facts);
}

function actions(incident) {
  const over = incident.state === 'resolved';
  const snoozed = incident.snoozedUntil !== undefined;
  by('actions').hidden = over;
  by('acknowledge').hidden = incident.state !== 'open';
  by('reopen').hidden = incident.state === 'open' && !snoozed;
  if (!begun) {
    begun = true;
    by('acknowledge').addEventListener('click', () => act('acknowledge', null));
    by('reopen').addEventListener('click', () => act('reopen', null));
    by('resolve').addEventListener('click', () => {
      if (confirm('Resolve this incident for everybody?')) {
        act('resolve', null);
      }
    });
    by('snooze').addEventListener('click', () => act('snooze', {for: by('length').value}));
    by('note').addEventListener('submit', async event => {
      event.preventDefault();
      if (await act('note', {text: by('text').value})) {
        by('text').value = '';
      }
    });
  }
}

async function act(name, body) {
  const buttons = document.querySelectorAll('#actions button, #note button');
  buttons.forEach(button => button.disabled = true);
  let done = false;
  let why = '';
  try {
    await ask(root + '/' + name, body);
    done = true;
  } catch (failure) {
    why = failure.status === undefined
      ? 'The service cannot be reached: nobody knows whether this was done. Look at the timeline before you try again.'
      : 'Not done: ' + failure.message;
  }
  buttons.forEach(button => button.disabled = false);
  by('result').textContent = why;
  by('result').hidden = why === '';
  refresh();
  return done;
}

function alert({alert, left}) {
  const words = alert.annotations.summary ?? alert.annotations.description ?? '';
  return element('li', {class: 'tone-' + (alert.status === 'resolved' ? 'over' : alert.severity)},
    element('div', {class: 'line'},
      element('span', {class: 'severity'}, alert.severity),
      element('strong', {}, link(alert.link, alert.name)),
      element('span', {class: 'badge ' + alert.status}, left && alert.status === 'firing' ? 'left' : alert.status),
      element('span', {class: 'meta'}, alert.status === 'firing'
        ? 'for ' + span(alert.startsAt) + ' so far'
        : 'for ' + span(alert.startsAt, alert.endsAt))),
    words === '' ? null : element('p', {}, words),
    element('div', {class: 'labels'}, ...Object.entries(alert.labels)
      .filter(([name]) => name !== 'alertname')
      .map(([name, value]) => element('code', {}, name + '=' + value))));
}

function told(one) {
  const counts = [['delivered', one.delivered], ['pending', one.pending], ['failed', one.failed]].filter(([, count]) => count > 0);
  return element('li', {},
    element('div', {class: 'line'},
      element('strong', {}, one.integration),
      ...counts.map(([state, count]) => element('span', {class: 'badge ' + state}, count + ' ' + state)),
      one.lastDeliveredAt === undefined ? null : element('span', {class: 'meta'}, 'last ', moment(one.lastDeliveredAt))),
    one.lastError === undefined ? null : element('p', {class: 'meta'}, one.lastError));
}

function entry(one) {
  return element('li', {class: one.kind},
    moment(one.at),
    element('div', {},
      element('div', {class: 'words'}, one.text),
      one.actor === undefined ? null : element('div', {class: 'by'}, one.actor)));
}
