import type { ServedModel, ServedPredictions } from '#ml';
import { CALLER_AT_CALL } from '#ml/core';
import { NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { evidenceOf } from '../core/index.js';
import type { UserCaller } from './caller-read-model.js';
import { CountSpamCalls } from './count-spam-calls.js';
import { JudgeCaller } from './judge-caller.js';
import { caller, DAY_MS, FACTS, FakeLog, FakeReadModel, judging, modelsOf, NOW, saying, SPAM, spammer, spamReports, type Champion } from './verdicts.fixture.js';

describe('the spam classifier', () => {
  const CALL = { callerId: 7, userId: 8 };
  const asked = async (champion: Champion, facts = SPAM) => {
    const { judge, log } = judging(champion);
    return { answer: await judge.execute(evidenceOf({ ...facts, asOfMs: NOW_MS }), CALL, NOW), log };
  };
  const EVIDENCE = { name: 'evidence_score', version: 1 };

  it('is named, is one of the reasons, and what it said is put on record', async () => {
    const model = saying(0.02);
    const silent = { ...SPAM, reports: [] };
    const { answer, log } = await asked({ now: model }, silent);
    expect(answer.model).toEqual({ name: 'spam_classifier', version: 3 });
    expect(answer.reasons).toContainEqual({ code: 'model', part: 'model', contribution: expect.any(Number) as number, text: 'spam_classifier 3 puts it at 2 % from its calls' });
    expect(answer.reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(answer.score as number, 9);
    expect(answer.score).toBeLessThan((await asked({}, silent)).answer.score as number);
    expect(log.records).toEqual([expect.objectContaining({ model: 'spam_classifier', version: 3, call: CALL })]);
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
    for (let time = 0; time < 3; time++) expect((await judge.execute(evidence, CALL, NOW)).model).toEqual(EVIDENCE);
    expect(await judge.execute(evidence, CALL, NOW)).toEqual(await judging().judge.execute(evidence, CALL, NOW));
    expect([warned, log.records]).toEqual([[expect.stringMatching(reason)], []]);
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
    expect(await new CountSpamCalls(callers, modelsOf({}).models).execute(1, NOW_MS)).toBe(15);
    expect(await new CountSpamCalls(callers, modelsOf({}).models).execute(1, NOW_MS + 3000 * DAY_MS)).toBe(0);
    callers.spamCalls = 7;
    expect(await new CountSpamCalls(callers, modelsOf({}).models).execute(1, NOW_MS)).toBe(22);
    callers.users = [];
    expect(await new CountSpamCalls(callers, modelsOf({}).models).execute(1, NOW_MS)).toBe(7);
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
