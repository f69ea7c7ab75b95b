// What both pages share: the token, the service, time, and elements. Text from the service becomes text nodes, never markup.

const KEY = 'kaldrix-token';

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const door = document.getElementById('door');
const room = document.getElementById('room');
const leave = document.getElementById('leave');
const freshness = document.getElementById('freshness');
const trouble = document.getElementById('trouble');

export async function ask(path, body) {
  const options = {headers: {Authorization: 'Bearer ' + sessionStorage.getItem(KEY), Accept: 'application/json'}, cache: 'no-store'};
  if (body !== undefined) {
    options.method = 'POST';
    if (body !== null) {
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body);
    }
  }
  const response = await fetch(path, options);
  const text = await response.text();
  const answer = text === '' ? {} : parsed(text);
  if (!response.ok) {
    throw new Refused(response.status, words(response.status, answer));
  }
  return answer;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function words(status, problem) {
  const errors = (problem.errors ?? []).map(error => [error.field, error.reason].filter(Boolean).join(' ')).join('; ');
  return errors || problem.detail || 'The service answered ' + status + '.';
}

export function complain(message) {
  trouble.textContent = message;
  trouble.hidden = message === '';
}

/** Asks for the token when there is none, then shows what `refresh` shows, again and again while somebody looks. */
export function open(refresh, every) {
  let timer;
  let running = false;
  let again = false;
  let refreshed = '';

  const round = async () => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    try {
      await refresh();
      room.hidden = false;
      complain('');
      refreshed = clockTime(new Date());
      freshness.textContent = 'as of ' + refreshed;
      freshness.classList.remove('stale');
    } catch (failure) {
      fail(failure);
    } finally {
      running = false;
      if (again) {
        round();
      } else if (!document.hidden && sessionStorage.getItem(KEY) !== null) {
        timer = setTimeout(round, every);
      }
    }
  };

  const fail = failure => {
    if (failure instanceof Refused && failure.status === 401) {
      askForToken('This token is not valid.');
      return;
    }
    freshness.textContent = refreshed === '' ? 'no data' : 'not refreshed since ' + refreshed;
    freshness.classList.add('stale');
    complain(failure instanceof Refused ? failure.message : 'The service cannot be reached. Trying again…');
  };

  const askForToken = why => {
    sessionStorage.removeItem(KEY);
    clearTimeout(timer);
    room.hidden = true;
    leave.hidden = true;
    door.hidden = false;
    refreshed = '';
    freshness.textContent = '';
    freshness.classList.remove('stale');
    complain(why);
    document.getElementById('token').focus();
  };

  door.addEventListener('submit', event => {
    event.preventDefault();
    const field = document.getElementById('token');
    sessionStorage.setItem(KEY, field.value.trim());
    field.value = '';
    door.hidden = true;
    leave.hidden = false;
    complain('');
    round();
  });
  leave.addEventListener('click', () => askForToken(''));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && sessionStorage.getItem(KEY) !== null) {
      round();
    }
  });

  if (sessionStorage.getItem(KEY) === null) {
    askForToken('');
  } else {
    leave.hidden = false;
    round();
  }
  return round;
}

/** An element with text, attributes and children. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined && value !== null) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== undefined && child !== null && child !== ''));
  return made;
}

/** A link where the address is one of the web, else the words alone. */
export function link(address, text) {
  return /^https?:\/\//i.test(address ?? '')
    ? element('a', {href: address, rel: 'noopener noreferrer', target: '_blank'}, text)
    : document.createTextNode(text);
}

export function clockTime(date) {
  return date.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit'});
}

export function moment(instant) {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  const text = (today ? '' : date.toLocaleDateString([], {day: 'numeric', month: 'short'}) + ' ')
    + date.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
  return element('time', {datetime: instant, title: instant}, text);
}

export function span(from, to = new Date()) {
  const minutes = Math.max(0, Math.floor((new Date(to) - new Date(from)) / 60000));
  if (minutes < 1) {
    return 'less than a minute';
  }
  if (minutes < 60) {
    return minutes + ' min';
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + ' h ' + (minutes % 60) + ' min' : Math.floor(hours / 24) + ' days';
}

export function badges(incident) {
  const shown = [element('span', {class: 'badge ' + incident.state}, incident.state)];
  if (incident.snoozedUntil !== undefined && new Date(incident.snoozedUntil) > new Date()) {
    shown.push(element('span', {class: 'badge snoozed'}, 'snoozed until ', moment(incident.snoozedUntil)));
  }
  return shown;
}

export function tone(incident) {
  return 'tone-' + (incident.state === 'resolved' ? 'over' : incident.severity);
}
