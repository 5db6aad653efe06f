import { createHash } from 'node:crypto';

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import {
  simulate, type Scale, type SimulatedCall, type SimulatedItem, type SimulationOptions, type TrafficKind,
} from './index.js';

const OPTIONS: SimulationOptions = { users: 400, days: 14, seed: 7, startMs: Date.parse('2026-11-02T00:00:00+08:00') };
const SMALL: SimulationOptions = { ...OPTIONS, users: 200, days: 8 };
/** Of the first 5,000 items of OPTIONS, one JSON text a line; changes with the traffic, then on purpose only. */
const GOLDEN = '403c48518b5f3653b8c57c16df708ab1d91002883e86ee21aebfefe36cc5c060';

function hashOf(options: SimulationOptions, count: number): string {
  const hash = createHash('sha256');
  let taken = 0;
  for (const item of simulate(options)) {
    if (taken++ === count) break;
    hash.update(`${JSON.stringify(item)}\n`);
  }
  return hash.digest('hex');
}

function isCall(item: SimulatedItem): item is SimulatedCall {
  return item.kind === 'call';
}

function timeOf(item: SimulatedItem): number {
  return Date.parse(isCall(item) ? item.event.timestamp : item.feedback.timestamp);
}

describe('simulate', () => {
  const items = [...simulate(OPTIONS)];
  const calls = items.filter(isCall);
  const small = [...simulate(SMALL)];

  it('gives the same bytes for the same options', () => {
    expect(hashOf(OPTIONS, 5_000)).toBe(GOLDEN);
  });

  it.each<[string, Partial<SimulationOptions>]>([
    ['seed', { seed: 8 }],
    ['number of users', { users: 401 }],
    ['start', { startMs: Date.parse('2026-11-03T00:00:00+08:00') }],
    ['scale', { scale: { snowshoe: 1.2 } }],
  ])('gives other bytes for another %s', (_name, other) => {
    expect(hashOf({ ...OPTIONS, ...other }, 5_000)).not.toBe(GOLDEN);
  });

  it('begins a longer run with the shorter one', () => {
    const shorter = [...simulate({ ...OPTIONS, days: 2 })].map((item) => JSON.stringify(item));
    expect(shorter.length).toBeGreaterThan(5_000);
    expect(shorter.findIndex((text, place) => text !== JSON.stringify(items[place]))).toBe(-1);
  });

  it('keeps the order of time and ends with the last day', () => {
    const times = items.map(timeOf);
    expect(times.filter((time, place) => time < (times[place - 1] ?? OPTIONS.startMs))).toEqual([]);
    expect(new Date((times.at(-1) ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10)).toBe('2026-11-15');
  });

  it('gives every event an id of its own', () => {
    const ids = new Set(calls.map(({ event }) => event.id));
    expect(ids.size).toBe(calls.length);
    expect([...ids].filter((id) => !/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toEqual([]);
  });

  it('uses valid numbers only', () => {
    const numbers = new Set(calls.map(({ event }) => event.callerPhone));
    const wrong = [...numbers].filter((number) => {
      const parsed = parsePhoneNumberFromString(number);
      return parsed?.isValid() !== true || parsed.number !== number;
    });
    expect(numbers.size).toBeGreaterThan(5_000);
    expect(wrong).toEqual([]);
  });

  it('writes the fields of the wire and nothing of the truth', () => {
    const fields = new Set(calls.flatMap(({ event }) => [...Object.keys(event), ...Object.keys(event.metadata ?? {})]));
    expect([...fields].sort()).toEqual([
      'callType', 'callerPhone', 'duration', 'id', 'metadata', 'outcome', 'ringSeconds', 'timestamp', 'type', 'userId',
    ]);
  });

  it('gives a duration to calls picked up and to no other', () => {
    const pickedUp = new Set(['answered', 'transferred', 'ai_handled']);
    expect(calls.filter(({ event }) => pickedUp.has(event.outcome) !== (event.duration !== undefined))).toEqual([]);
    const durations = calls.flatMap(({ event }) => event.duration ?? []);
    expect(durations.filter((seconds) => !(Number.isInteger(seconds) && seconds >= 1 && seconds <= 10_800))).toEqual([]);
  });

  it('names campaign and category for spam and for nothing else', () => {
    expect(calls.filter(({ truth }) => truth.spam !== (truth.campaign !== null))).toEqual([]);
    expect(calls.filter(({ truth }) => truth.spam !== (truth.category !== null))).toEqual([]);
  });

  it('lets every user call and be called, by 8 to 15 calls a day', () => {
    expect(new Set(calls.map(({ event }) => event.userId)).size).toBe(OPTIONS.users);
    const perUserDay = calls.length / OPTIONS.users / OPTIONS.days;
    expect(perUserDay).toBeGreaterThan(8);
    expect(perUserDay).toBeLessThan(15);
  });

  it.each([1, 2, 3])('keeps spam between 10 and 25 %% of incoming calls, seed %d', (seed) => {
    const other = [...simulate({ ...SMALL, seed })].filter(isCall).filter(({ event }) => event.callType === 'incoming');
    const share = other.filter(({ truth }) => truth.spam).length / other.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.25);
  });

  it.each<[TrafficKind, keyof Scale, SimulationOptions]>([
    ['contact', 'contactCalls', SMALL], ['business', 'businessCalls', SMALL], ['stranger', 'strangerCalls', SMALL],
    ['telemarketer', 'telemarketer', SMALL], ['robocall', 'robocall', SMALL], ['snowshoe', 'snowshoe', SMALL],
    ['neighbour_spoof', 'neighbour_spoof', SMALL], ['one_ring', 'one_ring', SMALL], ['storm', 'storm', OPTIONS],
  ])('halves %s calls with half of %s', (kind, knob, options) => {
    const count = (of: Iterable<SimulatedItem>): number =>
      [...of].filter((item) => isCall(item) && item.truth.kind === kind).length;
    const all = count(options === SMALL ? small : items);
    const halved = count(simulate({ ...options, scale: { [knob]: 0.5 } })) / all;
    expect(halved).toBeGreaterThan(0.3);
    expect(halved).toBeLessThan(0.7);
  });

  it.each<[string, keyof Scale, (call: SimulatedCall) => boolean]>([
    ['incoming calls answered', 'answering', ({ event }) => event.callType === 'incoming' && event.outcome === 'answered'],
    ['calls of the assistant', 'assistant', ({ event }) => event.outcome === 'ai_handled'],
    ['long talk', 'talkTime', ({ event }) => (event.duration ?? 0) > 120],
  ])('gives fewer %s with half of %s', (_name, knob, counts) => {
    const halved = [...simulate({ ...SMALL, scale: { [knob]: 0.5 } })].filter(isCall);
    expect(halved.filter(counts).length).toBeLessThan(0.75 * small.filter(isCall).filter(counts).length);
  });

  it('gives fewer reports with half of reporting', () => {
    const count = (of: Iterable<SimulatedItem>): number => [...of].filter((item) => !isCall(item)).length;
    expect(count(simulate({ ...OPTIONS, scale: { reporting: 0.5 } })) / count(items)).toBeLessThan(0.75);
  });

  it.each<[string, keyof Scale, 'campaign' | 'callerPhone']>([
    ['campaigns', 'campaignLife', 'campaign'], ['numbers', 'campaignNumbers', 'callerPhone'],
  ])('moves how many %s robocalls take with %s', (_name, knob, of) => {
    const count = (factor: number): number => {
      const all = [...simulate({ ...SMALL, scale: { [knob]: factor } })].filter(isCall);
      const own = all.filter(({ truth }) => truth.kind === 'robocall');
      return new Set(own.map(({ event, truth }) => (of === 'campaign' ? truth.campaign : event.callerPhone))).size;
    };
    const [fewer, more] = of === 'campaign' ? [1.5, 0.5] : [0.5, 1.5];
    expect(count(fewer)).toBeLessThan(0.8 * count(more));
  });

  it('runs for one user', () => {
    const alone = [...simulate({ ...OPTIONS, users: 1, days: 30 })];
    expect(alone.length).toBeGreaterThan(100);
  });

  it('refuses options that make no sense', () => {
    expect(() => simulate({ ...OPTIONS, users: 0 }).next()).toThrow('users is 0; it must be a whole number from 1 to 1000000');
  });
});
