import { simulate, type SimulatedCall, type SimulatedFeedback, type TrafficKind } from './index.js';

const MOBILE = /^\+861[3-9]/;

function hourOf({ event }: SimulatedCall): number {
  return Number(event.timestamp.slice(11, 13));
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

describe('the traffic', () => {
  const items = [...simulate({ users: 500, days: 28, seed: 11, startMs: Date.parse('2026-11-02T00:00:00+08:00') })];
  const calls = items.filter((item): item is SimulatedCall => item.kind === 'call');
  const feedback = items.filter((item): item is SimulatedFeedback => item.kind === 'feedback').map((item) => item.feedback);
  const of = (kind: TrafficKind, direction = 'incoming'): SimulatedCall[] =>
    calls.filter(({ event, truth }) => truth.kind === kind && event.callType === direction);
  const answered = (some: readonly SimulatedCall[]): number[] =>
    some.flatMap(({ event }) => (event.outcome === 'answered' ? [event.duration ?? NaN] : []));
  const callsPerNumber = (some: readonly SimulatedCall[]): number =>
    some.length / new Set(some.map(({ event }) => event.callerPhone)).size;
  const ownNumbers = new Map<string, string>();
  const twins = grouped(of('contact'), ({ event }) => `${event.timestamp} ${event.duration ?? event.outcome}`);
  for (const { event } of of('contact', 'outgoing')) {
    const found = twins.get(`${event.timestamp} ${event.duration ?? event.outcome}`) ?? [];
    if (found.length === 1) ownNumbers.set(found[0]!.event.userId, event.callerPhone);
  }

  describe('between people', () => {
    it('shows a call between two users in both logs, each with the number of the other', () => {
      const numbers = new Map([...ownNumbers].map(([user, number]) => [number, user]));
      const towardsUsers = of('contact', 'outgoing').filter(({ event }) => numbers.has(event.callerPhone));
      const received = new Set(of('contact').map(({ event }) => `${event.timestamp} ${event.userId} ${event.callerPhone}`));
      const lost = towardsUsers.filter(({ event }) => {
        const callee = numbers.get(event.callerPhone) ?? '';
        return !received.has(`${event.timestamp} ${callee} ${ownNumbers.get(event.userId) ?? ''}`);
      });
      expect(ownNumbers.size).toBeGreaterThan(450);
      expect(towardsUsers.length).toBeGreaterThan(5_000);
      expect(lost.filter(({ event }) => ownNumbers.has(event.userId))).toEqual([]);
    });

    it('gives a few contacts most of the calls', () => {
      const shares = [...grouped(of('contact', 'outgoing'), ({ event }) => event.userId).values()].map((own) => {
        const sizes = [...grouped(own, ({ event }) => event.callerPhone).values()].map((some) => some.length);
        return sizes.sort((one, other) => other - one).slice(0, 3).reduce((sum, size) => sum + size, 0) / own.length;
      });
      expect(medianOf(shares)).toBeGreaterThan(0.4);
      expect(medianOf(shares)).toBeLessThan(0.9);
    });

    it('has long tails of talk: the mean lies far above the median', () => {
      const talk = answered(of('contact'));
      const mean = talk.reduce((sum, seconds) => sum + seconds, 0) / talk.length;
      expect(medianOf(talk)).toBeGreaterThan(38);
      expect(medianOf(talk)).toBeLessThan(52);
      expect(mean / medianOf(talk)).toBeGreaterThan(1.7);
    });

    it('sleeps at night, peaks before noon and in the evening', () => {
      const legitimate = calls.filter(({ truth }) => !truth.spam);
      const people = of('contact');
      const hours = new Array<number>(24).fill(0);
      for (const call of people) hours[hourOf(call)]! += 1;
      expect(shareOf(legitimate, (call) => hourOf(call) < 6)).toBeLessThan(0.03);
      expect(Math.max(...hours.slice(9, 12))).toBeGreaterThan(hours[13]!);
      expect(Math.max(...hours.slice(17, 21))).toBeGreaterThan(Math.max(...hours.slice(12, 16)));
    });

    it('keeps each person at their own hours', () => {
      const meanHour = (some: readonly SimulatedCall[]): number =>
        some.reduce((sum, call) => sum + hourOf(call), 0) / some.length;
      const pairs = [...grouped(of('contact', 'outgoing'), ({ event }) => event.userId).values()]
        .filter((own) => own.length > 80)
        .map((own): [number, number] => [meanHour(own.slice(0, own.length / 2)), meanHour(own.slice(own.length / 2))]);
      const middle = medianOf(pairs.map(([first]) => first));
      expect(pairs.length).toBeGreaterThan(50);
      expect(shareOf(pairs, ([first, second]) => first < middle === second < middle)).toBeGreaterThan(0.6);
    });

    it('answers each in their own measure', () => {
      const rates = [...grouped(of('stranger'), ({ event }) => event.userId).values()]
        .filter((own) => own.length > 12)
        .map((own) => shareOf(own, ({ event }) => event.outcome === 'answered'));
      expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.5);
    });
  });

  describe('of businesses and strangers', () => {
    it('has legitimate numbers with many users and short answered calls', () => {
      const mobiles = of('business').filter(({ event }) => MOBILE.test(event.callerPhone));
      const couriers = [...grouped(mobiles, ({ event }) => event.callerPhone).values()].filter((own) => own.length > 200);
      expect(couriers.length).toBeGreaterThanOrEqual(10);
      for (const own of couriers) {
        expect(new Set(own.map(({ event }) => event.userId)).size).toBeGreaterThan(30);
        expect(shareOf(own, ({ event }) => event.outcome === 'answered')).toBeGreaterThan(0.6);
        expect(medianOf(answered(own))).toBeLessThan(20);
      }
    });

    it('keeps banks, clinics and desks to work hours', () => {
      const fixed = of('business').filter(({ event }) => !MOBILE.test(event.callerPhone));
      expect(fixed.length).toBeGreaterThan(2_000);
      expect(shareOf(fixed, (call) => hourOf(call) >= 9 && hourOf(call) < 18)).toBeGreaterThan(0.999);
    });

    it('lets strangers ring once', () => {
      expect(of('stranger').length).toBeGreaterThan(3_000);
      expect(callsPerNumber(of('stranger'))).toBeLessThan(1.01);
    });
  });

  describe('of campaigns', () => {
    it('rarely reuses a snowshoe number', () => {
      expect(of('snowshoe').length).toBeGreaterThan(1_000);
      expect(callsPerNumber(of('snowshoe'))).toBeLessThan(1.5);
      const blocks = new Set(of('snowshoe').map(({ event }) => event.callerPhone.slice(0, 10)));
      expect(of('snowshoe').length / blocks.size).toBeGreaterThan(5);
    });

    it('shares seven national digits or more with the number of the callee', () => {
      const pairs = of('neighbour_spoof').flatMap(({ event }) => {
        const own = ownNumbers.get(event.userId);
        return own === undefined ? [] : [[own, event.callerPhone] as const];
      });
      expect(pairs.length).toBeGreaterThan(300);
      expect(pairs.filter(([own, shown]) => own.slice(0, 10) !== shown.slice(0, 10))).toEqual([]);
      expect(pairs.filter(([own, shown]) => own === shown)).toEqual([]);
    });

    it('concentrates a storm: hundreds of calls within two hours, from a few numbers', () => {
      const storms = [...grouped(of('storm'), ({ truth }) => truth.campaign ?? '').values()];
      expect(storms.length).toBeGreaterThanOrEqual(2);
      for (const storm of storms) {
        const times = storm.map(({ event }) => Date.parse(event.timestamp));
        expect(storm.length).toBeGreaterThanOrEqual(150);
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(7_200_000);
        expect(new Set(storm.map(({ event }) => event.callerPhone)).size).toBeLessThanOrEqual(4);
      }
    });

    it('misses every one-ring call after a second or two, from abroad', () => {
      const rings = of('one_ring');
      expect(rings.length).toBeGreaterThan(300);
      expect(rings.filter(({ event }) => event.outcome !== 'missed' || event.callerPhone.startsWith('+86'))).toEqual([]);
      expect(new Set(rings.map(({ event }) => event.metadata?.['ringSeconds']))).toEqual(new Set([1, 2]));
    });

    it('hangs up on a recording within ten seconds or hears the length all hear', () => {
      for (const own of grouped(of('robocall'), ({ truth }) => truth.campaign ?? '').values()) {
        const heard = new Set(answered(own).filter((seconds) => seconds > 10));
        expect(heard.size).toBeLessThanOrEqual(1);
      }
      expect(shareOf(answered(of('robocall')), (seconds) => seconds <= 10)).toBeGreaterThan(0.7);
      expect(shareOf(answered(of('robocall')), (seconds) => seconds > 10)).toBeGreaterThan(0.1);
    });

    it('lets telemarketers keep a few numbers for weeks, in work hours', () => {
      const [longest = []] = [...grouped(of('telemarketer'), ({ event }) => event.callerPhone).values()]
        .sort((one, other) => other.length - one.length);
      const days = new Set(longest.map(({ event }) => event.timestamp.slice(0, 10)));
      expect(days.size).toBeGreaterThan(14);
      expect(callsPerNumber(of('telemarketer'))).toBeGreaterThan(20);
      expect(shareOf(of('telemarketer'), (call) => hourOf(call) >= 9 && hourOf(call) < 20)).toBeGreaterThan(0.97);
    });

    it('gives one campaign one category', () => {
      const categories = [...grouped(calls.filter(({ truth }) => truth.spam), ({ truth }) => truth.campaign ?? '').values()]
        .map((own) => new Set(own.map(({ truth }) => truth.category)).size);
      expect(new Set(categories)).toEqual(new Set([1]));
    });
  });

  describe('of opinions', () => {
    const truths = new Map(calls.map(({ event, truth }) => [`${event.userId} ${event.callerPhone}`, truth]));
    const firstCall = new Map([...calls].reverse().map(({ event }) => [`${event.userId} ${event.callerPhone}`, event.timestamp]));

    it('follows a call of that number to that user', () => {
      expect(feedback.length).toBeGreaterThan(200);
      expect(feedback.filter((one) => !((firstCall.get(`${one.userId} ${one.callerPhone}`) ?? '~') < one.timestamp))).toEqual([]);
    });

    it('is right most of the time and wrong at times', () => {
      const spam = feedback.filter(({ label }) => label === 'spam');
      const right = shareOf(spam, (one) => truths.get(`${one.userId} ${one.callerPhone}`)?.spam === true);
      expect(right).toBeGreaterThan(0.85);
      expect(right).toBeLessThan(1);
      expect(feedback.filter((one) => one.label === 'not_spam' && one.category !== null)).toEqual([]);
    });

    it('comes from a minority and covers a small part of spam', () => {
      expect(new Set(feedback.map(({ userId }) => userId)).size).toBeLessThan(200);
      expect(feedback.length / calls.filter(({ truth }) => truth.spam).length).toBeLessThan(0.1);
    });
  });
});
