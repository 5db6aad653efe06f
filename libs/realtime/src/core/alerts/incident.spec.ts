import fc from 'fast-check';
import { actOn, meetRaise, resolved, type Incident, type Raise } from './incident.js';

const HOUR = 3_600_000;
const T = 1_000 * HOUR;

const raise = (parts: Partial<Raise> = {}): Raise => ({ source: 'rule', kind: 'metric', severity: 'medium', userId: 1, key: 'k', atMs: T, evidence: { value: 1 }, text: 'one', ...parts });

/** Raises in their order, each found out when it happens or at `nowMs`. Returns what stands and what was told. */
function live(raises: readonly (Partial<Raise> & { nowMs?: number })[], begin?: Incident): { latest: Incident; news: string[]; ids: Set<string> } {
  let latest = begin;
  let made = 0;
  const news: string[] = [];
  const ids = new Set<string>();
  for (const { nowMs, ...parts } of raises) {
    for (const step of meetRaise(latest, raise(parts), nowMs ?? parts.atMs ?? T, () => `id-${++made}`)) {
      latest = step.incident;
      ids.add(latest.id);
      if (step.news !== undefined) news.push(step.news);
    }
  }
  return { latest: latest as Incident, news, ids };
}

const standing = (parts: Partial<Incident> = {}): Incident => ({ ...live([{}]).latest, ...parts });

describe('raises of a key', () => {
  it.each<[string, Parameters<typeof live>[0], string[], Partial<Incident>]>([
    ['the first opens', [{}], ['opened'], { raises: 1, firstMs: T, lastMs: T, state: 'open' }],
    ['more of it say nothing', [{}, { atMs: T + 1 }, { atMs: T + 2 }], ['opened'], { raises: 3, lastMs: T + 2 }],
    ['the same time again counts once', [{}, {}, { text: 'newer' }], ['opened'], { raises: 1, text: 'newer' }],
    ['a late one moves the beginning and not the evidence', [{}, { atMs: T - 5, text: 'older' }], ['opened'], { raises: 2, firstMs: T - 5, lastMs: T, text: 'one' }],
    ['one that took some time began when it did', [{ sinceMs: T - 7 }, { atMs: T + 9, sinceMs: T + 3 }, { atMs: T + 9, sinceMs: T - 8 }], ['opened'], { raises: 2, firstMs: T - 8, lastMs: T + 9 }],
    ['a worse one is told', [{}, { atMs: T + 1, severity: 'critical' }, { atMs: T + 2, severity: 'low' }], ['opened', 'worsened'], { severity: 'critical' }],
    ['what lasts beyond its silence is another', [{ silenceMs: HOUR }, { atMs: T + HOUR, silenceMs: HOUR }, { atMs: T + 2 * HOUR + 1 }], ['opened', 'resolved', 'opened'], { raises: 1, firstMs: T + 2 * HOUR + 1 }],
    ['what is over when it is told opens and ends', [{ isOver: true }], ['opened', 'resolved'], { state: 'resolved', resolvedBy: 'source' }],
    ['the end of a live one ends it', [{}, { atMs: T + 1, isOver: true }], ['opened', 'resolved'], { raises: 2, state: 'resolved' }],
    ['the end of an ended one is no news', [{}, { atMs: T + 1, isOver: true }, { atMs: T + 1, isOver: true, nowMs: T + 9 * HOUR }], ['opened', 'resolved'], { raises: 2, state: 'resolved' }],
  ])('%s', (_name, raises, news, expected) => {
    const found = live(raises);
    expect([found.news, found.latest]).toEqual([news, expect.objectContaining(expected)]);
  });

  it('within the cooldown of its end nothing opens; after it, another does', () => {
    const ended = resolved(standing(), 'person', T + HOUR).incident;
    const soon = live([{ atMs: T + HOUR + 5, cooldownMs: HOUR }], ended);
    expect([soon.news, soon.latest.state, soon.latest.raises]).toEqual([[], 'resolved', 2]);
    expect(live([{ atMs: T + 2 * HOUR, cooldownMs: HOUR }], ended)).toMatchObject({ news: ['opened'], latest: { state: 'open', raises: 1 } });
  });

  it('snoozed, it grows in silence; the first raise afterwards is told once', () => {
    const snoozed = standing({ snoozedUntilMs: T + HOUR });
    expect(live([{ atMs: T + 1, severity: 'critical' }, { atMs: T + HOUR }, { atMs: T + HOUR + 1 }], snoozed)).toMatchObject({ news: ['reminded'], latest: { raises: 4, severity: 'critical', snoozedUntilMs: undefined } });
  });

  it('however raises fall, at most one incident lives, and every opening but the last has its end', () => {
    const step = fc.record({ gap: fc.integer({ min: 0, max: 3 * HOUR }), silenceMs: fc.constantFrom(undefined, HOUR), isOver: fc.boolean(), cooldownMs: fc.constantFrom(0, HOUR) });
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      let atMs = T;
      const { latest, news, ids } = live(steps.map(({ gap, ...parts }) => ({ ...parts, atMs: (atMs += gap) })));
      const told = (which: string): number => news.filter((one) => one === which).length;
      expect(told('opened')).toBe(ids.size);
      expect(told('opened') - told('resolved')).toBe(latest.state === 'resolved' ? 0 : 1);
      expect(latest.firstMs).toBeLessThanOrEqual(latest.lastMs);
    }));
  });
});

describe('acts', () => {
  const over = resolved(standing(), 'silence', T).incident;

  it.each<[string, Incident, Parameters<typeof actOn>[1], string | undefined, Partial<Incident>]>([
    ['acknowledged', standing(), { kind: 'acknowledge' }, 'acknowledged', { state: 'acknowledged', acknowledgedMs: T + 1 }],
    ['acknowledged once', standing({ state: 'acknowledged', acknowledgedMs: 5 }), { kind: 'acknowledge' }, undefined, { acknowledgedMs: 5 }],
    ['snoozed', standing({ state: 'acknowledged' }), { kind: 'snooze', untilMs: T + HOUR }, 'snoozed', { state: 'acknowledged', snoozedUntilMs: T + HOUR }],
    ['resolved', standing({ snoozedUntilMs: T + HOUR }), { kind: 'resolve' }, 'resolved', { state: 'resolved', resolvedBy: 'person', resolvedMs: T + 1, snoozedUntilMs: undefined }],
    ['resolved once', over, { kind: 'resolve' }, undefined, { resolvedBy: 'silence' }],
  ])('%s', (_name, incident, act, news, expected) => {
    expect(actOn(incident, act, T + 1)).toEqual({ incident: expect.objectContaining(expected) as unknown, news });
  });

  it.each([[{ kind: 'acknowledge' }], [{ kind: 'snooze', untilMs: T + HOUR }]] as const)('of one that is over, %p is refused', (act) => expect(actOn(over, act, T)).toBeUndefined());
});
