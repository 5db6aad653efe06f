import { Keyring, type E164 } from '#privacy';
import { EventHistory } from '#realtime';
import { EVENT_KINDS, type FeedbackLabel, type StoredEvent, type WhitelistStrategy } from '#realtime/core';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { memoryActs } from '../../../../test/contracts/memory-acts.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { emptyReputation, fortnightOf, type Reputation, type Rule } from '../core/index.js';
import { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts } from './caller-read-model.js';
import { FactsAt } from './facts-at.js';
import { GetVerdict, type CallerVerdict } from './get-verdict.js';
import { GiveFeedback } from './give-feedback.js';
import { RangesAsOf } from './ranges/ranges-as-of.js';
import { NOBODYS_CHOICES } from './user-choices.js';
import { caller, FACTS, FakeReadModel, FakeReputations, FakeRingFacts, FakeWhitelists, FixedChoices, judging, NOW, saying, SPAM, spammer, talks, type Champion, FakeCampaigns } from './verdicts.fixture.js';

const NUMBER = '+8613800138000' as E164;
const keyring = new Keyring('a key for tests of more than 32 characters');
const SETTINGS = { keyring, places: { at: async () => 0 } };
const NO_RECORDS = { at: async () => new Map<number, never>() };

class FakeHistory extends EventHistory {
  constructor(private readonly events: readonly StoredEvent[]) {
    super();
  }

  async ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.ofSubjects([subjectId], untilMs, limit);
  }
  async ofSubjects(subjectIds: readonly number[], untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => subjectIds.includes(event.subjectId as number) && event.receivedAtMs <= untilMs).slice(0, limit);
  }

  async ofKind(subjectId: number, kind: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => event.subjectId === subjectId && event.kind === kind);
  }
}

const BLOCKS = [['range-10', '861380013800'], ['range-100', '86138001380'], ['range-1000', '8613800138'], ['range-10000', '861380013']] as const;
const KEYS = BLOCKS.map(([scope, prefix]) => keyring.blindIndex(scope, prefix).toString('hex'));
const EMPTY_BLOCK = { members: 0, users: 0, heat: { bad: 0, good: 0 }, evidence: { bad: 0, good: 0 }, spamShare: null };
/** Twenty calls of five numbers to ten users, turned away at the end of the last fortnight. */
const BAD_FORTNIGHT: Reputation = { ...emptyReputation(fortnightOf(NOW_MS)), members: { bad: 5, good: 0 }, heatBad: 40_000, evidenceBad: 40_000, users: { low: 1023, high: 0 }, numbers: { low: 31, high: 0 } };

interface Given { readonly strategy?: WhitelistStrategy; readonly rules?: readonly Rule[]; readonly champion?: Champion }

/** Where facts come from: `history` for earlier moments, the rest for now. */
function factsAt(callers: FakeReadModel, history: readonly StoredEvent[] = [], { campaigns = new FakeCampaigns(), reputations = new FakeReputations() } = {}): FactsAt {
  const log = new FakeHistory(history);
  const [past, pastRanges] = [new CallerAsOf(log, keyring, NO_RECORDS), new RangesAsOf(reputations, log, keyring)];
  const ringing = new FakeRingFacts({ callers, whitelists: new FakeWhitelists(), campaigns });
  return new FactsAt({ ringing, past, campaigns, reputations, pastRanges, keyring });
}

function bench(facts: CallerFacts, { strategy = 'moderate', rules = [], champion = {} }: Given = {}) {
  const { log, judge } = judging(champion);
  const identities = new MemoryIdentities();
  const callers = new FakeReadModel(facts);
  const choices = new FixedChoices({ zone: 'Asia/Shanghai', strategy, rules });
  const reputations = new FakeReputations();
  return { identities, callers, log, reputations, verdict: new GetVerdict(identities, choices, factsAt(callers, [], { reputations }), judge, SETTINGS) };
}

/** The verdict for a known user on a known number. */
async function judged(facts: CallerFacts, given: Given = {}): Promise<CallerVerdict> {
  const { identities, verdict } = bench(facts, given);
  await identities.registerPhones([NUMBER]);
  await identities.registerUsers(['u-1']);
  return verdict.execute(NUMBER, 'u-1', NOW);
}

describe('a number never seen', () => {
  it('is unknown, with the blocks it would belong to, and asking leaves no trace', async () => {
    const { verdict, identities, callers, reputations } = bench(FACTS);
    expect(await verdict.execute(NUMBER, 'u-9', NOW)).toEqual({
      phoneNumber: NUMBER, country: 'CN', numberType: 'mobile', number: { valid: true, service: null }, verdict: 'unknown', spamProbability: null, probabilityInterval: null, score: null, category: null, reasons: [],
      evidence: { calls: 0, users: 0, reporters: 0, firstSeenMs: null, lastSeenMs: null },
      behavior: { callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null, scriptedness: null, oneRing: null, neighbourSpoofing: null, hourly: new Array(24).fill(0) },
      reputation: null, ranges: [[10, 12], [100, 11], [1000, 10], [10_000, 9]].map(([size, prefixDigits]) => ({ size, prefixDigits, ...EMPTY_BLOCK })), network: { related: [], campaign: null },
      recommendation: { action: 'screen', decidedBy: 'strategy:moderate' }, matchedRules: [], model: { name: 'evidence_score', version: 1 }, attackCost: null, dispute: null,
      falseBlockBound: null, counterfactual: null, modelExplanation: null,
    });
    expect(reputations.asked).toEqual(KEYS);
    expect([callers.asked, await identities.findPhone(NUMBER), await identities.findUser('u-9')]).toEqual([[], undefined, undefined]);
  });

  it('that is too short for a range has none', async () => {
    const { verdict, reputations } = bench(FACTS);
    expect((await verdict.execute('+86110' as E164, undefined, NOW)).ranges).toEqual([]);
    expect(reputations.asked).toEqual([]);
  });

  it('is judged by its blocks, the nearer the more', async () => {
    const at = async (block: number): Promise<CallerVerdict> => {
      const { verdict, reputations } = bench(FACTS);
      reputations.stored = new Map([[KEYS[block] as string, [BAD_FORTNIGHT]]]);
      return verdict.execute(NUMBER, undefined, NOW);
    };
    const [near, far] = [await at(1), await at(3)];
    expect(near.reasons[0]).toMatchObject({ code: 'bad_block', part: 'ranges' });
    expect(near.ranges[1]).toMatchObject({ size: 100, prefixDigits: 11, users: 11, members: 5, heat: { good: 0 } });
    expect(near.ranges[1]?.spamShare).toBeGreaterThan(0.5);
    expect([near.spamProbability as number > (far.spamProbability as number), far.spamProbability as number > 0.5]).toEqual([true, true]);
  });
});

describe('a withheld number', () => {
  it.each([['strict', 'screen'], ['moderate', 'screen'], ['permissive', 'allow']] as const)('is unknown, treated by the strategy %s, and nothing is looked up', async (strategy, action) => {
    const { identities, callers, reputations, verdict } = bench(SPAM, { strategy });
    await identities.registerUsers(['u-1']);
    expect(await verdict.execute('anonymous', 'u-1', NOW)).toMatchObject({
      phoneNumber: 'anonymous', country: null, numberType: 'withheld', number: { valid: null, service: null }, verdict: 'unknown', spamProbability: null, reasons: [],
      evidence: { calls: 0, users: 0 }, reputation: null, ranges: [], recommendation: { action, decidedBy: `strategy:${strategy}` },
    });
    expect([callers.asked, reputations.asked]).toEqual([[], []]);
  });
});

describe('a known number', () => {
  it('is judged on what is stored, for the user who asks', async () => {
    const { identities, callers, verdict } = bench(SPAM);
    const [number] = await identities.registerPhones([NUMBER]);
    const [user] = await identities.registerUsers(['u-1']);
    const answer = await verdict.execute(NUMBER, 'u-1', NOW);
    expect(callers.asked).toEqual([[number, user]]);
    expect(answer).toMatchObject({
      verdict: 'spam', category: 'loan', evidence: { calls: 200, users: 190, reporters: 20, firstSeenMs: spammer.firstMs, lastSeenMs: spammer.lastMs },
      ranges: [], reputation: { users: 190 }, recommendation: { action: 'block', decidedBy: 'strategy:moderate' },
    });
    expect(answer.reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(answer.score as number, 9);
  });

  it('counts calls of both directions as evidence', async () => {
    expect((await judged({ ...FACTS, caller: caller({ made: [1, 0, 2, 0, 0], taken: [4, 0, 0, 0, 0] }) })).evidence.calls).toBe(7);
  });

  it.each([
    ['strict', 'block'], ['moderate', 'block'], ['permissive', 'transfer'],
  ] as const)('that is spam: a %s user has it %sed', async (strategy, action) => expect((await judged(SPAM, { strategy })).recommendation).toEqual({ action, decidedBy: `strategy:${strategy}` }));

  const relation = { made: 3, taken: 0, answered: 0, answeredMs: 0, lastMs: NOW_MS };
  it.each([
    ['dialled by the user', { taken: 1 }, 'screen', 'contact'],
    ['spoken with for long', { answered: 1, answeredMs: 30_000 }, 'screen', 'contact'],
    ['spoken with for a moment', { answered: 1, answeredMs: 29_999 }, 'block', 'strategy:moderate'],
    ['never answered', {}, 'block', 'strategy:moderate'],
  ])('that is spam but was %s', async (_name, parts, action, decidedBy) => {
    expect((await judged({ ...SPAM, relation: { ...relation, ...parts } })).recommendation).toEqual({ action, decidedBy });
  });

  it.each<[FeedbackLabel, string, string]>([['spam', 'block', 'own_feedback'], ['not_spam', 'allow', 'own_feedback'], ['unsure', 'screen', 'strategy:moderate']])(
    'that the user called %s', async (ownLabel, action, decidedBy) => expect((await judged({ ...FACTS, ownLabel })).recommendation).toEqual({ action, decidedBy }));

  it('that the user called spam is no contact, though the user dialled it', async () => {
    expect((await judged({ ...FACTS, relation: { ...relation, taken: 2 }, ownLabel: 'spam' })).recommendation).toEqual({ action: 'block', decidedBy: 'own_feedback' });
  });

  it('for nobody in particular is treated moderately', async () => {
    const { identities, verdict, callers } = bench(SPAM, { strategy: 'permissive' });
    const [number] = await identities.registerPhones([NUMBER]);
    expect((await verdict.execute(NUMBER, undefined, NOW)).recommendation.decidedBy).toBe('strategy:moderate');
    expect(callers.asked).toEqual([[number, undefined]]);
  });
});

describe('the rules of the user', () => {
  const night: Rule = { id: 'evening', enabled: true, when: { number: '+86138*', hours: { from: '18:00', to: '18:01' } }, then: 'transfer' };

  it('decide on the user’s clock, and all that match are named', async () => {
    const note: Rule = { id: 'note', enabled: true, when: { caller: { verdict: ['spam'], country: ['CN'], numberType: ['mobile'], seenBefore: false } }, then: 'log' };
    expect(await judged(SPAM, { rules: [note, night] })).toMatchObject({ recommendation: { action: 'transfer', decidedBy: 'rule:evening' }, matchedRules: ['note', 'evening'] });
  });

  it('count the calls of the number to this user, up to the moment asked', async () => {
    const often: Rule = { id: 'often', enabled: true, when: { frequency: { calls: 3, withinMinutes: 10 } }, then: 'block' };
    const after = (...callTimes: number[]): Promise<CallerVerdict> => judged({ ...FACTS, relation: { made: 3, taken: 0, answered: 0, answeredMs: 0, lastMs: NOW_MS, callTimes } }, { rules: [often] });
    expect((await after(NOW_MS - 1000, NOW_MS - 599_000)).recommendation.decidedBy).toBe('rule:often');
    expect((await after(NOW_MS + 1000, NOW_MS - 599_000)).recommendation.decidedBy).toBe('strategy:moderate');
    expect((await after(NOW_MS - 1000, NOW_MS - 600_000)).recommendation.decidedBy).toBe('strategy:moderate');
  });

  it('of then are asked for an answer as of then', async () => {
    const identities = new MemoryIdentities();
    await identities.registerUsers(['u-1']);
    const choices = new FixedChoices(NOBODYS_CHOICES, { ...NOBODYS_CHOICES, rules: [{ ...night, when: { number: '+86138*' } }] });
    const verdict = new GetVerdict(identities, choices, factsAt(new FakeReadModel(FACTS)), judging().judge, SETTINGS);
    const moments = [NOW, { asOfMs: NOW_MS - 1, earlier: true, ringing: false }];
    const answers = await Promise.all(moments.map((moment) => verdict.execute(NUMBER, 'u-1', moment)));
    expect(answers.map(({ recommendation }) => recommendation.decidedBy)).toEqual(['strategy:moderate', 'rule:evening']);
  });
});

describe('an emergency service', () => {
  const police = async (given: Given): Promise<CallerVerdict> => {
    const { identities, verdict } = bench(FACTS, given);
    await identities.registerUsers(['u-1']);
    return verdict.execute('+86110' as E164, 'u-1', NOW);
  };
  const blocking = (number: string): Given => ({ strategy: 'strict', rules: [{ id: 'no', enabled: true, when: { number }, then: 'block' }] });

  it('rings, whatever the strategy and the rules by pattern; a rule that names it is obeyed', async () => {
    expect((await police(blocking('+861*'))).recommendation).toEqual({ action: 'allow', decidedBy: 'emergency' });
    expect((await police(blocking('+86110'))).recommendation).toEqual({ action: 'block', decidedBy: 'rule:no' });
  });
});

describe('a verdict that a model was asked for', () => {
  it('names it, and is on record with the call', async () => {
    const { identities, verdict, log } = bench(SPAM, { champion: { now: saying(0.97) } });
    const [callerId] = await identities.registerPhones([NUMBER]);
    const [userId] = await identities.registerUsers(['u-1']);
    expect((await verdict.execute(NUMBER, 'u-1', NOW)).model).toEqual({ name: 'spam_classifier', version: 3 });
    expect(log.records.map(({ call }) => call)).toEqual([{ callerId, userId }]);
  });
});

describe('a verdict that is asked about', () => {
  it('says what would have to be otherwise, and recomputing with it does give that', async () => {
    const reported: CallerFacts = { ...SPAM, caller: undefined, users: 0 };
    const { identities, verdict } = bench(reported);
    await identities.registerPhones([NUMBER]);
    const { verdict: now, recommendation, counterfactual } = await verdict.execute(NUMBER, undefined, NOW, { explain: ['counterfactual', 'model'] });
    expect(counterfactual).toMatchObject({ verdict: { now, reason: null }, action: { now: recommendation.action, reason: null } });
    expect(counterfactual?.restsOn.length).toBeGreaterThan(0);
    const [{ what, from, to } = { what: '', from: 0, to: 0 }] = counterfactual?.verdict.changes ?? [];
    expect(what).toBe('more_not_spam_reports');
    const count = (to ?? 0) - (from ?? 0);
    const other = bench({ ...reported, caller: talks(count), users: count, reports: [...reported.reports, { label: 'not_spam' as const, reportedMs: NOW_MS, count, weight: 0.7 }] });
    await other.identities.registerPhones([NUMBER]);
    expect((await other.verdict.execute(NUMBER, undefined, NOW)).verdict).toBe(counterfactual?.verdict.after);
  });

  it('shows what each feature adds, as far as the model can tell', async () => {
    const explain = async ({ columns }: { readonly columns: number }) => ({ base: [0.5], contributions: new Float64Array(columns).fill(0.25) });
    const { identities, verdict } = bench(SPAM, { champion: { now: saying(0.97, { explain } as unknown as Parameters<typeof saying>[1]) } });
    await identities.registerPhones([NUMBER]);
    const { modelExplanation, counterfactual } = await verdict.execute(NUMBER, undefined, NOW, { explain: ['model'] });
    const count = modelExplanation?.contributions.length ?? 0;
    expect([modelExplanation?.base, modelExplanation?.output, counterfactual]).toEqual([0.5, 0.5 + 0.25 * count, null]);
    expect(modelExplanation?.contributions).toContainEqual(expect.objectContaining({ contribution: 0.25 }));
  });
});

describe('a verdict as of an earlier moment', () => {
  const said = (label: string): Buffer => keyring.seal('details', JSON.stringify({ label }));

  it('rests on what had been received by then, and on nothing that came later', async () => {
    const identities = new MemoryIdentities();
    const [number = 0] = await identities.registerPhones([NUMBER]);
    const [user = 0] = await identities.registerUsers(['u-1']);
    const stored = (event: Partial<StoredEvent>, receivedAtMs: number, position: number): StoredEvent => ({ ...callEvent({ userId: user, call: { callerId: number } }), subjectId: number, ...event, receivedAtMs, position });
    const history = [
      stored({}, NOW_MS - 3000, 1),
      stored({ kind: EVENT_KINDS.feedback, call: undefined, occurredAtMs: NOW_MS - 2500, details: said('not_spam') }, NOW_MS - 2500, 2),
      stored({ userId: user + 1 }, NOW_MS - 1000, 3),
      stored({ kind: EVENT_KINDS.feedback, call: undefined, occurredAtMs: NOW_MS - 500, details: said('spam') }, NOW_MS - 500, 4),
    ];
    const [callers, campaigns] = [new FakeReadModel(SPAM), new FakeCampaigns()];
    const { log, judge } = judging({ now: saying(0.99), then: saying(0.01, { version: 2 }) });
    const verdict = new GetVerdict(identities, new FixedChoices(NOBODYS_CHOICES), factsAt(callers, history, { campaigns }), judge, SETTINGS);
    const at = (asOfMs: number): Promise<CallerVerdict> => verdict.execute(NUMBER, 'u-1', { asOfMs, earlier: true, ringing: false });
    expect(await at(NOW_MS - 4000)).toMatchObject({ evidence: { calls: 0, users: 0, firstSeenMs: null }, reputation: null });
    expect(await at(NOW_MS - 2000)).toMatchObject({ evidence: { calls: 1, users: 1, reporters: 0 }, reputation: { users: 1, heat: { bad: 0, good: 4 }, spamShare: 0 }, recommendation: { action: 'allow', decidedBy: 'contact' } });
    expect([(await at(NOW_MS - 4000)).model, (await at(NOW_MS - 2000)).model, log.records]).toEqual([{ name: 'evidence_score', version: 1 }, { name: 'spam_classifier', version: 2 }, []]);
    expect(campaigns.asked.every(([asked, asOfMs]) => asked === number && asOfMs !== undefined)).toBe(true);
    expect(await at(NOW_MS)).toMatchObject({ evidence: { calls: 2, users: 2, reporters: 1 }, reputation: { users: 2, heat: { bad: 3, good: 2 } }, recommendation: { action: 'block', decidedBy: 'own_feedback' } });
  });
});

describe('feedback', () => {
  it('becomes a fact in the log, its content sealed', async () => {
    const log = new MemoryLog(new FixedClock(NOW_MS));
    const identities = new MemoryIdentities();
    const give = new GiveFeedback(identities, new MemoryEventLog(log), keyring, new FixedClock(NOW_MS), memoryActs(keyring));
    const id = await give.execute(NUMBER, { userId: 'u-1', label: 'spam', category: 'loan', comment: 'secret' }, undefined);
    expect(log.events).toMatchObject([{ eventId: id, kind: EVENT_KINDS.feedback, userId: await identities.findUser('u-1'), subjectId: await identities.findPhone(NUMBER), occurredAtMs: NOW_MS }]);
    expect(JSON.parse(keyring.open('details', Buffer.from(log.events[0]?.details ?? [])))).toEqual({ label: 'spam', category: 'loan', comment: 'secret' });
    expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('secret');
  });

  it('given again under the same key is the same act; of another user, on another number, it is another', async () => {
    const log = new MemoryLog(new FixedClock(NOW_MS));
    const give = new GiveFeedback(new MemoryIdentities(), new MemoryEventLog(log), keyring, new FixedClock(NOW_MS), memoryActs(keyring));
    const feedback = { userId: 'u-1', label: 'spam' as const };
    const id = await give.execute(NUMBER, feedback, 'k');
    expect(await give.execute(NUMBER, feedback, 'k')).toBe(id);
    expect(await give.execute(NUMBER, { ...feedback, userId: 'u-2' }, 'k')).not.toBe(id);
    expect(await give.execute('+8613800138001' as E164, feedback, 'k')).not.toBe(id);
    expect(await give.execute(NUMBER, feedback, 'k2')).not.toBe(id);
    expect(await give.execute(NUMBER, feedback, undefined)).not.toBe(id);
    expect(log.events).toHaveLength(5);
  });

  it('is refused under a key that is none', async () => {
    const give = new GiveFeedback(new MemoryIdentities(), new MemoryEventLog(new MemoryLog(new FixedClock(NOW_MS))), keyring, new FixedClock(NOW_MS), memoryActs(keyring));
    await expect(give.execute(NUMBER, { userId: 'u-1', label: 'spam' }, '')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
  });
});
