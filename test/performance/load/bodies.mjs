import { simulate } from '#simulation';

const FIRST_SEED = 2026;
const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;
const CALLS_PER_USER_DAY = 8;
/** Characters of an id and its line end: ids are kept as the lines that COPY takes. */
export const ID_LINE = 37;

/** `days` days up to the last midnight on the users' clock. */
function startOf(days) {
  const midnight = Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  return midnight - days * DAY_MS;
}

/** Simulated calls in time order, about `events` of them before now; then, should they not do, those of another seed. */
export function* callEvents({ users, events }) {
  const days = Math.max(1, Math.ceil(events / (users * CALLS_PER_USER_DAY)));
  for (let seed = FIRST_SEED; ; seed++) {
    for (const item of simulate({ users, days, seed, startMs: startOf(days) })) if (item.kind === 'call') yield item.event;
  }
}

function post(authorization, body) {
  const head = `POST /api/realtime/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.from(head + body, 'latin1');
}

/** `count` requests of `batch` new events each, as they go on the wire, and the events' ids as lines. */
export function eventRequests(events, { batch, count, authorization }) {
  const ids = Buffer.allocUnsafe(count * batch * ID_LINE);
  const requests = Array.from({ length: count }, (_, which) => {
    const texts = Array.from({ length: batch }, (_event, index) => {
      const event = events.next().value;
      ids.latin1Write(`${event.id}\n`, (which * batch + index) * ID_LINE);
      return JSON.stringify(event);
    });
    return post(authorization, batch === 1 ? texts[0] : `[${texts.join(',')}]`);
  });
  return { batch, requests, ids };
}

/** The events in a request made above. */
export function eventsIn(request) {
  const body = JSON.parse(request.latin1Slice(request.indexOf('\r\n\r\n') + 4));
  return Array.isArray(body) ? body : [body];
}
