import { Keyring, rangePrefix, type E164 } from '#privacy';
import { EventHistory } from '#realtime';
import { EVENT_KINDS, type FeedbackLabel, type StoredEvent, type WhitelistStrategy } from '#realtime/core';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { emptyCaller, type CallerState } from '../core/caller-state.js';
import { evidenceOf } from '../core/index.js';
import { PredictionLog, type Prediction, type ServedModel, type ServedPredictions } from '#ml';
import { CALLER_AT_CALL } from '#ml/core';
import { CallerAsOf } from './caller-as-of.js';
import { CallerReadModel, type CallerFacts, type RangeFacts, type UserCaller } from './caller-read-model.js';
import { CountSpamCalls } from './count-spam-calls.js';
import { GetVerdict, type CallerVerdict } from './get-verdict.js';
import { GiveFeedback } from './give-feedback.js';
import { JudgeCaller } from './judge-caller.js';
import { SpamModels } from './spam-models.js';

const NUMBER = '+8613800138000' as E164;
const keyring = new Keyring('a key for tests of more than 32 characters');
const DAY_MS = 86_400_000;
const NOW = { asOfMs: NOW_MS, earlier: false };

const caller = (parts: Partial<CallerState> = {}): CallerState => ({ ...emptyCaller(), firstMs: NOW_MS - 5 * DAY_MS, lastMs: NOW_MS - 1000, made: [1, 0, 2, 0, 0], ...parts });
const FACTS: CallerFacts = { caller: caller(), users: 2, reports: [], pairs: [], range: { members: 4, reportedMembers: 1 }, relation: undefined, ownLabel: undefined };

/** A number that calls everyone, speaks with nobody, and that twenty users have reported. */
const spammer = caller({ made: [5, 60, 135, 0, 0], timedAnswered: 5, answeredMs: 20_000, timed: 5, short: 5 });
const spamReports = [{ label: 'spam' as const, category: 'loan' as const, reportedMs: NOW_MS - DAY_MS, count: 20 }];
const SPAM: CallerFacts = { ...FACTS, caller: spammer, users: 190, reports: spamReports };

class FakeReadModel extends CallerReadModel {
  readonly askedRanges: Buffer[] = [];
  readonly asked: (readonly [number, number | undefined])[] = [];
  users: readonly UserCaller[] = [];

  constructor(private readonly stored: CallerFacts) {
    super();
  }

  async facts(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    this.asked.push([callerId, userId]);
    return this.stored;
  }

  async range(rangeIndex: Buffer): Promise<RangeFacts> {
    this.askedRanges.push(rangeIndex);
    return { members: 7, reportedMembers: 3 };
  }

  async callersOf(_userId: number, limit: number): Promise<readonly UserCaller[]> {
    return this.users.slice(0, limit);
  }
}

class FakeHistory extends EventHistory {
  constructor(private readonly events: readonly StoredEvent[]) {
    super();
  }

  async ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => event.subjectId === subjectId && event.receivedAtMs <= untilMs).slice(0, limit);
  }
}

/** Calls it spam with this probability, whoever calls, and notes what it was asked. */
function saying(probability: number, parts: Partial<ServedModel> = {}): ServedModel & { readonly asked: number[] } {
  const asked: number[] = [];
  const label = probability > 0.5 ? 'spam' : 'not_spam';
  const prediction: Prediction = { label, probability: Math.max(probability, 1 - probability), probabilities: { spam: probability, not_spam: 1 - probability }, interval: [0.9, 0.95] };
  return {
    name: 'spam_classifier', version: 3, artifactId: 'a', modelType: 'classification', featureNames: CALLER_AT_CALL.features.map(({ name }) => name), outputs: 1, classes: ['not_spam', 'spam'],
    asked, predict: ({ rows }) => (asked.push(rows), new Array<Prediction>(rows).fill(prediction)), ...parts,
  };
}

class FakeLog extends PredictionLog {
  readonly records: ServedPredictions[] = [];

  record(served: ServedPredictions): void {
    this.records.push(served);
  }
}

interface Champion {
  readonly now?: ServedModel;
  readonly then?: ServedModel;
}

function modelsOf({ now, then }: Champion) {
  const warned: string[] = [];
  return { warned, models: new SpamModels({ now: async () => now, at: async () => then }, (_message, { reason }) => warned.push(reason)) };
}

function judging(champion: Champion = {}) {
  const log = new FakeLog();
  return { log, judge: new JudgeCaller(modelsOf(champion).models, log) };
}

const noModel = (): SpamModels => modelsOf({}).models;

function bench(facts: CallerFacts, { strategy = 'moderate', champion = {} }: { readonly strategy?: WhitelistStrategy; readonly champion?: Champion } = {}) {
  const { log, judge } = judging(champion);
  const identities = new MemoryIdentities();
  const callers = new FakeReadModel(facts);
  const choices = { strategyOf: async () => strategy };
  return { identities, callers, log, verdict: new GetVerdict(identities, callers, choices, keyring, new CallerAsOf(new FakeHistory([]), keyring), judge) };
}

/** The verdict for a known user on a known number. */
async function judged(facts: CallerFacts, strategy?: WhitelistStrategy): Promise<CallerVerdict> {
  const { identities, verdict } = bench(facts, strategy === undefined ? {} : { strategy });
  await identities.registerPhones([NUMBER]);
  await identities.registerUsers(['u-1']);
  return verdict.execute(NUMBER, 'u-1', NOW);
}

describe('a number never seen', () => {
  it('is unknown, with the range it would belong to, and asking leaves no trace', async () => {
    const { verdict, identities, callers } = bench(FACTS);
    expect(await verdict.execute(NUMBER, 'u-9', NOW)).toEqual({
      phoneNumber: NUMBER, country: 'CN', numberType: 'mobile', verdict: 'unknown', spamProbability: null, probabilityInterval: null, score: null, category: null, reasons: [],
      evidence: { calls: 0, users: 0, reporters: 0, firstSeenMs: null, lastSeenMs: null },
      behavior: { callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null, hourly: new Array(24).fill(0) },
      range: { prefixDigits: 11, members: 7, spamShare: 3 / 7 },
      recommendation: { action: 'screen', decidedBy: 'strategy:moderate' }, model: { name: 'evidence_score', version: 1 },
    });
    expect(callers.askedRanges).toEqual([keyring.blindIndex('range-100', rangePrefix(NUMBER, 2) as string)]);
    expect([callers.asked, await identities.findPhone(NUMBER), await identities.findUser('u-9')]).toEqual([[], undefined, undefined]);
  });

  it('that is too short for a range has none', async () => {
    const { verdict, callers } = bench(FACTS);
    expect((await verdict.execute('+86110' as E164, undefined, NOW)).range).toBeNull();
    expect(callers.askedRanges).toEqual([]);
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
      range: { prefixDigits: 11, members: 4, spamShare: 0.25 }, recommendation: { action: 'block', decidedBy: 'strategy:moderate' },
    });
    expect(answer.reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(answer.score as number, 9);
  });

  it('has no spam share in a block where nobody called', async () => expect((await judged({ ...FACTS, range: { members: 0, reportedMembers: 0 } })).range).toMatchObject({ spamShare: null }));

  it('counts calls of both directions as evidence', async () => {
    expect((await judged({ ...FACTS, caller: caller({ made: [1, 0, 2, 0, 0], taken: [4, 0, 0, 0, 0] }) })).evidence.calls).toBe(7);
  });

  it.each([
    ['strict', 'block'], ['moderate', 'block'], ['permissive', 'transfer'],
  ] as const)('that is spam: a %s user has it %sed', async (strategy, action) => expect((await judged(SPAM, strategy)).recommendation).toEqual({ action, decidedBy: `strategy:${strategy}` }));

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

describe('the spam classifier', () => {
  const asked = async (champion: Champion, facts = SPAM) => {
    const { identities, verdict, log } = bench(facts, { champion });
    const [number] = await identities.registerPhones([NUMBER]);
    const [user] = await identities.registerUsers(['u-1']);
    return { answer: await verdict.execute(NUMBER, 'u-1', NOW), log, number, user };
  };
  const EVIDENCE = { name: 'evidence_score', version: 1 };

  it('is named, is one of the reasons, and what it said is put on record', async () => {
    const model = saying(0.02);
    const { answer, log, number, user } = await asked({ now: model });
    expect(answer.model).toEqual({ name: 'spam_classifier', version: 3 });
    expect(answer.reasons).toContainEqual({ code: 'model', contribution: expect.any(Number) as number, text: 'spam_classifier 3 puts it at 2 % from its calls' });
    expect(answer.reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(answer.score as number, 9);
    expect(answer.score).toBeLessThan((await asked({})).answer.score as number);
    expect(log.records).toEqual([expect.objectContaining({ model: 'spam_classifier', version: 3, call: { callerId: number, userId: user } })]);
    const [record] = log.records as [ServedPredictions];
    expect(record.features).toMatchObject({ rows: 1, columns: CALLER_AT_CALL.features.length });
    expect(record.features.values[0]).toBe(200);
    expect(record.predictions).toMatchObject([{ label: 'not_spam' }]);
  });

  it('is not asked about a number that never called', async () => {
    const model = saying(0.9);
    const { answer, log } = await asked({ now: model }, { ...FACTS, caller: undefined, users: 0, reports: spamReports });
    expect([answer.model, log.records]).toEqual([EVIDENCE, []]);
  });

  it.each<[string, Partial<ServedModel>, RegExp]>([
    ['it knows other classes', { classes: ['fine', 'fraud'] }, /does not tell spam/],
    ['it knows three classes', { classes: ['spam', 'not_spam', 'unsure'] }, /does not tell spam/],
    ['it finds anomalies', { modelType: 'anomaly' }, /does not tell spam/],
    ['its features are others', { featureNames: ['x'] }, /features are not those of caller_at_call 1/],
    ['its features are in another order', { featureNames: CALLER_AT_CALL.features.map(({ name }) => name).reverse() }, /features are not those/],
    ['it was never calibrated', { predict: () => [{ label: 'spam', probability: 1, probabilities: { spam: 1, not_spam: 0 } }] }, /not calibrated/],
  ])('does not decide where %s: the evidence does, and that is told once', async (_name, parts, reason) => {
    const { models, warned } = modelsOf({ now: saying(0.9, parts) });
    const log = new FakeLog();
    const judge = new JudgeCaller(models, log);
    const evidence = evidenceOf({ ...SPAM, asOfMs: NOW_MS });
    for (let time = 0; time < 3; time++) expect((await judge.execute(evidence, { callerId: 1, userId: 1 }, NOW)).model).toEqual(EVIDENCE);
    expect(await judge.execute(evidence, { callerId: 1, userId: 1 }, NOW)).toEqual(await judging().judge.execute(evidence, { callerId: 1, userId: 1 }, NOW));
    expect([warned, log.records]).toEqual([[expect.stringMatching(reason)], []]);
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
    const callers = new FakeReadModel(SPAM);
    const { log, judge } = judging({ now: saying(0.99), then: saying(0.01, { version: 2 }) });
    const verdict = new GetVerdict(identities, callers, { strategyOf: async () => 'moderate' as const }, keyring, new CallerAsOf(new FakeHistory(history), keyring), judge);
    const at = (asOfMs: number): Promise<CallerVerdict> => verdict.execute(NUMBER, 'u-1', { asOfMs, earlier: true });
    expect((await at(NOW_MS - 4000)).evidence).toMatchObject({ calls: 0, users: 0, firstSeenMs: null });
    expect(await at(NOW_MS - 2000)).toMatchObject({ evidence: { calls: 1, users: 1, reporters: 0 }, recommendation: { action: 'allow', decidedBy: 'contact' } });
    expect([(await at(NOW_MS - 4000)).model, (await at(NOW_MS - 2000)).model, log.records]).toEqual([{ name: 'evidence_score', version: 1 }, { name: 'spam_classifier', version: 2 }, []]);
    expect(await at(NOW_MS)).toMatchObject({ evidence: { calls: 2, users: 2, reporters: 1 }, recommendation: { action: 'block', decidedBy: 'own_feedback' } });
  });
});

describe('the spam calls of a user', () => {
  it('are those of numbers that are spam now', async () => {
    const callers = new FakeReadModel(FACTS);
    const quiet = caller({ made: [2, 0, 0, 0, 0] });
    callers.users = [
      { made: 12, caller: spammer, users: 190, reports: spamReports }, { made: 40, caller: quiet, users: 1, reports: [] },
      { made: 3, caller: spammer, users: 190, reports: spamReports }, { made: 5, caller: spammer, users: 190, reports: [{ label: 'not_spam', reportedMs: NOW_MS, count: 50 }] },
    ];
    expect(await new CountSpamCalls(callers, noModel()).execute(1, NOW_MS)).toBe(15);
    expect(await new CountSpamCalls(callers, noModel()).execute(1, NOW_MS + 3000 * DAY_MS)).toBe(0);
    callers.users = [];
    expect(await new CountSpamCalls(callers, noModel()).execute(1, NOW_MS)).toBe(0);
  });
});

describe('the spam calls of a user, where a model is asked', () => {
  const users = (count: number): UserCaller[] =>
    Array.from({ length: count }, (_, index) => ({ made: 1, caller: index % 2 === 0 ? spammer : caller({ made: [20, 0, 0, 0, 0] }), users: index % 2 === 0 ? 190 : 1, reports: [] }));

  it('are judged with its opinion, as the verdict for nobody in particular is', async () => {
    const callers = new FakeReadModel(FACTS);
    callers.users = users(9);
    const count = (probability: number): Promise<number> => new CountSpamCalls(callers, modelsOf({ now: saying(probability) }).models).execute(1, NOW_MS);
    const verdicts = await Promise.all(callers.users.map((facts) => judging({ now: saying(0.02) }).judge.execute(evidenceOf({ ...facts, asOfMs: NOW_MS }), { callerId: 1, userId: undefined }, NOW)));
    expect(await count(0.02)).toBe(verdicts.filter(({ verdict }) => verdict === 'spam').length);
    expect(await count(0.97)).toBe(5);
  });

  it('come in slices, between which others have their turn', async () => {
    const callers = new FakeReadModel(FACTS);
    callers.users = users(600);
    const model = saying(0.97);
    let turns = 0;
    const turn = (): void => {
      turns++;
      immediate = setImmediate(turn);
    };
    let immediate = setImmediate(turn);
    const counted = await new CountSpamCalls(callers, modelsOf({ now: model }).models).execute(1, NOW_MS);
    clearImmediate(immediate);
    expect([counted, model.asked]).toEqual([300, [1, 250, 250, 100]]);
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});

describe('feedback', () => {
  it('becomes a fact in the log, its content sealed', async () => {
    const log = new MemoryLog(new FixedClock(NOW_MS));
    const identities = new MemoryIdentities();
    const give = new GiveFeedback(identities, new MemoryEventLog(log), keyring, new FixedClock(NOW_MS));
    const id = await give.execute(NUMBER, { userId: 'u-1', label: 'spam', category: 'loan', comment: 'secret' }, undefined);
    expect(log.events).toMatchObject([{ eventId: id, kind: EVENT_KINDS.feedback, userId: await identities.findUser('u-1'), subjectId: await identities.findPhone(NUMBER), occurredAtMs: NOW_MS }]);
    expect(JSON.parse(keyring.open('details', Buffer.from(log.events[0]?.details ?? [])))).toEqual({ label: 'spam', category: 'loan', comment: 'secret' });
    expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('secret');
  });

  it('given again under the same key is the same act; of another user, on another number, it is another', async () => {
    const log = new MemoryLog(new FixedClock(NOW_MS));
    const give = new GiveFeedback(new MemoryIdentities(), new MemoryEventLog(log), keyring, new FixedClock(NOW_MS));
    const feedback = { userId: 'u-1', label: 'spam' as const };
    const id = await give.execute(NUMBER, feedback, 'k');
    expect(await give.execute(NUMBER, { ...feedback, label: 'not_spam' }, 'k')).toBe(id);
    expect(await give.execute(NUMBER, { ...feedback, userId: 'u-2' }, 'k')).not.toBe(id);
    expect(await give.execute('+8613800138001' as E164, feedback, 'k')).not.toBe(id);
    expect(await give.execute(NUMBER, feedback, 'k2')).not.toBe(id);
    expect(await give.execute(NUMBER, feedback, undefined)).not.toBe(id);
    expect(log.events).toHaveLength(5);
  });

  it('is refused under a key that is none', async () => {
    const give = new GiveFeedback(new MemoryIdentities(), new MemoryEventLog(new MemoryLog(new FixedClock(NOW_MS))), keyring, new FixedClock(NOW_MS));
    await expect(give.execute(NUMBER, { userId: 'u-1', label: 'spam' }, '')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
  });
});
