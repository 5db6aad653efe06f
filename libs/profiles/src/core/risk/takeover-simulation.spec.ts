import { DAY_MS, seededRandom, type Random } from '#kernel';
import { SECURITY_CLASSES, type SecurityClass } from './security-classes.js';
import { foldSecurityHours, foldSecurityOrigins, foldSecuritySteps, type SecurityEvent } from './security-state.js';
import { findTakeovers, type TakeoverFinding } from './takeover.js';
import { threatScore } from './threat-score.js';

const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const DAYS = 84;
const USERS = 200;
const NOW = START + DAYS * DAY_MS;

type Place = Partial<Pick<SecurityEvent, 'address' | 'device' | 'country' | 'records' | 'severity'>>;

function eventAt(occurredAtMs: number, what: SecurityClass, place: Place): SecurityEvent {
  return { userId: 1, occurredAtMs, classCode: SECURITY_CLASSES.indexOf(what), severity: 0, address: '', device: '', country: 'CN', records: 0, ...place };
}

/** Signs in some times a day from home or, by a phone whose network's address keeps changing, on the way; mistypes now and then; gets a new phone; reads a little. */
function ordinaryLife(random: Random): SecurityEvent[] {
  const events: SecurityEvent[] = [];
  const newPhoneDay = random.below(2 * DAYS);
  for (let day = 0; day < DAYS; day++) {
    const device = day >= newPhoneDay ? 'new phone' : 'phone';
    for (let visit = random.below(4); visit > 0; visit--) {
      let atMs = START + day * DAY_MS + (8 * 60 + random.below(14 * 60)) * MINUTE_MS;
      const place = { device, address: random.next() < 0.6 ? 'home' : `mobile ${random.below(1000)}` };
      for (; random.next() < 0.06; atMs += 20_000) events.push(eventAt(atMs, 'failed_login', place));
      events.push(eventAt(atMs, 'login', place));
      if (random.next() < 0.2) events.push(eventAt(atMs + MINUTE_MS, 'data_access', { ...place, records: 1 + random.below(3) }));
    }
  }
  return events;
}

/** Somebody guesses the password within the last days, gets in from elsewhere, and may read much or come from a country far away. */
function takenOver(random: Random): SecurityEvent[] {
  const place = { address: 'evil', device: random.next() < 0.5 ? '' : 'other', country: random.next() < 0.5 ? 'BR' : 'CN', severity: 1 };
  const atMs = NOW - Math.floor(random.next() * 3 * DAY_MS) - 60 * MINUTE_MS;
  const guesses = Array.from({ length: 5 + random.below(30) }, (_, at) => eventAt(atMs - (at + 1) * 20_000, 'failed_login', place));
  const loot = random.next() < 0.5 ? [eventAt(atMs + 5 * MINUTE_MS, 'data_access', { ...place, records: 200 })] : [];
  return [...guesses, eventAt(atMs, 'login', place), ...loot];
}

function judged(events: readonly SecurityEvent[]): { readonly findings: TakeoverFinding[]; readonly score: number } {
  const origins = foldSecurityOrigins(events);
  const known = { firstMs: new Map(origins.map(({ origin, firstMs }) => [origin, firstMs])), earliestMs: origins.length === 0 ? undefined : Math.min(...origins.map(({ firstMs }) => firstMs)) };
  const findings = findTakeovers(foldSecuritySteps(events), known);
  return { findings, score: threatScore(foldSecurityHours(events), findings, NOW) };
}

/** Shares of simulated users over twelve weeks. */
function shares(lives: (random: Random) => SecurityEvent[]): { readonly found: number; readonly medium: number; readonly high: number } {
  const random = seededRandom(11);
  const users = Array.from({ length: USERS }, () => judged(lives(random)));
  const share = (isSo: (user: (typeof users)[number]) => boolean): number => users.filter(isSo).length / USERS;
  return { found: share(({ findings }) => findings.length > 0), medium: share(({ score }) => score >= 0.3), high: share(({ score }) => score >= 0.6) };
}

describe('in simulation', () => {
  it('one in a hundred who live as ever is suspected, at most', () => {
    const { found, medium } = shares(ordinaryLife);
    expect(found).toBeLessThanOrEqual(0.01);
    expect(medium).toBeLessThanOrEqual(0.01);
  });

  it('95 in a hundred whose account is taken over are found, at least, and score high', () => {
    const { found, high } = shares((random) => [...ordinaryLife(random), ...takenOver(random)]);
    expect(found).toBeGreaterThanOrEqual(0.95);
    expect(high).toBeGreaterThanOrEqual(0.95);
  });
});
