import { Keyring, type E164 } from '#privacy';
import { EventHistory } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import type { Rule } from '../core/index.js';
import { CallsOfUser, type CallPlace } from './calls-of-user.js';
import { changedChoices, type Change } from './changed-choices.js';
import { DAY_MS, FixedChoices, judging, saying, FakeCampaigns, FakeReputations } from './verdicts.fixture.js';
import { NOBODYS_CHOICES, type Choices } from './user-choices.js';
import { CallerAsOf } from './caller-as-of.js';
import { RangesAsOf } from './ranges/ranges-as-of.js';
import { WhatIf, type ComparedPage, type WhatIfPage } from './what-if.js';

const NUMBERS = ['+8613800138000', '+8613800138001'] as E164[];
const keyring = new Keyring('a key for tests of more than 32 characters');
const rule = (id: string, when: Rule['when'], then: Rule['then'] = 'block'): Rule => ({ id, enabled: true, when, then });

class MemoryHistory extends EventHistory {
  readonly asked: number[] = [];

  constructor(readonly events: readonly StoredEvent[]) {
    super();
  }

  async ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    this.asked.push(subjectId);
    return this.ofSubjects([subjectId], untilMs, limit);
  }

  async ofSubjects(subjectIds: readonly number[], untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => subjectIds.includes(event.subjectId as number) && event.receivedAtMs <= untilMs).slice(0, limit);
  }

  async ofKind(subjectId: number, kind: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => event.subjectId === subjectId && event.kind === kind);
  }
}

class MemoryCalls extends CallsOfUser {
  constructor(private readonly events: readonly StoredEvent[]) {
    super();
  }

  async page(userId: number, sinceMs: number, before: CallPlace, limit: number): Promise<readonly CallPlace[]> {
    const places = this.events.flatMap(({ call, occurredAtMs, userId: of }) => (call?.direction === 0 && of === userId ? [{ atMs: occurredAtMs, callerId: call.callerId }] : []));
    const earlier = places.filter(({ atMs }) => atMs >= sinceMs && atMs < before.atMs);
    return earlier.sort((left, right) => right.atMs - left.atMs).slice(0, limit);
  }
}

/** What happened, in the order of the log: minutes ago, which number, and whether it is not a missed call of it to the user. */
type Happening = readonly [minutesAgo: number, number: 0 | 1, what?: 'dialled' | 'called spam' | 'to another user'];

async function bench(happenings: readonly Happening[], choices: Choices = NOBODYS_CHOICES) {
  const identities = new MemoryIdentities();
  const ids = await identities.registerPhones(NUMBERS);
  const [user = 0] = await identities.registerUsers(['u-1']);
  const events = happenings.map(([minutesAgo, number, what], index): StoredEvent => {
    const callerId = ids[number] as number;
    const at = { occurredAtMs: NOW_MS - minutesAgo * 60_000, receivedAtMs: NOW_MS, position: index + 1 };
    const call = callEvent({ userId: what === 'to another user' ? user + 1 : user, call: { callerId, outcome: 2, durationMs: undefined, direction: what === 'dialled' ? 1 : 0 } });
    if (what !== 'called spam') return { ...call, subjectId: callerId, ...at };
    return { eventId: call.eventId, kind: EVENT_KINDS.feedback, userId: user, subjectId: callerId, details: keyring.seal('details', '{"label":"spam"}'), ...at };
  });
  const history = new MemoryHistory(events);
  const reputations = new FakeReputations();
  const { judge, log } = judging({ now: saying(0.99), then: saying(0.5) });
  const whatIf = new WhatIf(identities, new MemoryCalls(events), history, new FixedChoices(choices), { past: new CallerAsOf(history, keyring, { at: async () => new Map<number, never>() }), campaigns: new FakeCampaigns(), ranges: new RangesAsOf(reputations, history, keyring), keyring }, judge);
  const ask = (change: Change, before: CallPlace = { atMs: NOW_MS + 1, callerId: 0 }, userId = 'u-1'): Promise<WhatIfPage> => whatIf.execute(userId, change, { sinceMs: NOW_MS - DAY_MS, before });
  const compare = (...changes: readonly Change[]): Promise<ComparedPage> => whatIf.compare('u-1', changes, { sinceMs: NOW_MS - DAY_MS, before: { atMs: NOW_MS + 1, callerId: 0 } });
  return { ask, compare, history, log, ids, reputations };
}

const actions = ({ items }: WhatIfPage): string[] => items.map(({ atMs, before, after }) => `${(NOW_MS - atMs) / 60_000}: ${before.action} → ${after.action}`);

describe('what would have been', () => {
  it('is nothing else under the strategy and the rules that are, and with one more note', async () => {
    const mine = [rule('a', { number: '+86138*' }, 'transfer')];
    const { ask } = await bench([[50, 0], [40, 1], [30, 0, 'dialled'], [20, 0]], { ...NOBODYS_CHOICES, rules: mine });
    for (const change of [{ strategy: 'moderate' as const }, { rule: mine[0] as Rule }, { rule: rule('note', { number: '+86*' }, 'log') }]) {
      expect(await ask(change)).toEqual({ items: [], calls: 3, skipped: 0, next: undefined });
    }
  });

  it('rests on what was on record before each call, and on nothing that came or happened later', async () => {
    const { ask } = await bench([[50, 0], [45, 0, 'called spam'], [40, 0], [35, 0, 'dialled'], [20, 1], [10, 0, 'to another user'], [8, 1, 'dialled'], [5, 1]]);
    expect(actions(await ask({ rule: rule('a', { caller: { seenBefore: true } }, 'allow') }))).toEqual(['40: block → allow']);
    expect(actions(await ask({ strategy: 'permissive' }))).toEqual(['20: screen → allow', '50: screen → allow']);
  });

  it('passes over what was received before a call, and lies after it', async () => {
    const { ask } = await bench([[5, 0, 'dialled'], [10, 0]]);
    expect(actions(await ask({ strategy: 'permissive' }))).toEqual(['10: screen → allow']);
  });

  it('names the number, the outcome, the verdict and who decides', async () => {
    const { ask } = await bench([[5, 1]]);
    expect((await ask({ rule: rule('a', { number: NUMBERS[1] as string }) })).items).toEqual([
      { atMs: NOW_MS - 300_000, number: NUMBERS[1], outcome: 'missed', verdict: 'unknown', before: { action: 'screen', decidedBy: 'strategy:moderate' }, after: { action: 'block', decidedBy: 'rule:a' } },
    ]);
  });

  it('reads a number once for all its calls, and puts nothing on record', async () => {
    const { ask, history, log, ids } = await bench([[50, 0], [40, 1], [30, 0], [20, 0]]);
    await ask({ strategy: 'strict' });
    expect([history.asked, log.records]).toEqual([[ids[0], ids[1]], []]);
  });

  it('is told of several changes, each made alone, by one replay', async () => {
    const changes: Change[] = [{ strategy: 'permissive' }, { strategy: 'moderate' }, { rule: rule('a', { number: NUMBERS[1] as string }) }];
    const { ask, compare, history } = await bench([[50, 0], [45, 0, 'called spam'], [40, 0], [20, 1], [5, 1]]);
    const { changed, calls } = await compare(...changes);
    expect([history.asked.length, calls]).toEqual([2, 4]);
    expect(changed).toEqual(await Promise.all(changes.map(async (change) => (await ask(change)).items)));
  });

  it('is told page by page, each call once', async () => {
    const { ask } = await bench(Array.from({ length: 450 }, (_, index): Happening => [460 - index, (index % 2) as 0 | 1]));
    const seen: number[] = [];
    const sizes: number[] = [];
    for (let before: CallPlace | undefined = { atMs: NOW_MS + 1, callerId: 0 }; before !== undefined; ) {
      const page: WhatIfPage = await ask({ strategy: 'permissive' }, before);
      sizes.push(page.calls);
      seen.push(...page.items.map(({ atMs }) => atMs));
      before = page.next;
    }
    expect(sizes).toEqual([200, 200, 50]);
    expect(seen).toEqual([...new Set(seen)].sort((left, right) => right - left));
    expect(seen).toHaveLength(450);
  });

  it('ends a page early where calls take much work, and goes on from there', async () => {
    const busy = Array.from({ length: 9000 }, (): Happening => [100, 0, 'to another user']);
    const { ask } = await bench([...busy, ...Array.from({ length: 10 }, (_, index): Happening => [50 - index, 0])]);
    const first = await ask({ strategy: 'permissive' });
    expect(first.calls).toBeLessThan(10);
    const second = await ask({ strategy: 'permissive' }, first.next);
    expect([second.calls, second.next]).toEqual([10 - first.calls, undefined]);
  });

  it('leaves out calls of numbers with too many events, and says how many', async () => {
    const busy = Array.from({ length: 20_001 }, (): Happening => [100, 0, 'to another user']);
    const { ask } = await bench([...busy, [50, 0], [40, 1]]);
    expect(await ask({ strategy: 'permissive' })).toMatchObject({ calls: 1, skipped: 1, next: undefined });
  });

  it('is nothing for a user never seen', async () => {
    const { ask } = await bench([[5, 0]]);
    expect(await ask({ strategy: 'permissive' }, undefined, 'u-9')).toEqual({ items: [], calls: 0, skipped: 0, next: undefined });
  });
});

describe('changed choices', () => {
  const choices: Choices = { zone: 'UTC', strategy: 'moderate', rules: [rule('a', { number: '+1*' }), rule('b', { number: '+2*' })] };

  it('are those there are but for what is named', () => {
    expect(changedChoices(choices, {})).toEqual(choices);
    expect(changedChoices(choices, { strategy: 'strict', removeRule: 'a', rule: rule('c', { number: '+3*' }) })).toEqual({ zone: 'UTC', strategy: 'strict', rules: [rule('b', { number: '+2*' }), rule('c', { number: '+3*' })] });
  });

  it('are refused where a rule to remove is not there, or there would be too many', () => {
    expect(() => changedChoices(choices, { removeRule: 'c' })).toThrow(expect.objectContaining({ code: 'input_invalid', errors: [expect.objectContaining({ path: 'removeRule' })] }));
    const full = { ...choices, rules: Array.from({ length: 100 }, (_, index) => rule(`r${index}`, { number: '+1*' })) };
    expect(() => changedChoices(full, { rule: rule('one-more', { number: '+1*' }) })).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ path: 'rule' })] }));
    expect(changedChoices(full, { rule: rule('r5', { number: '+2*' }) }).rules).toHaveLength(100);
  });
});
