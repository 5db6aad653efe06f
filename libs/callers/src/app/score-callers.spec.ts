import type { E164 } from '#privacy';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { CallerScores, type CallerScore, type ScorePlace, type Scoring } from './caller-scores.js';
import { ScoreCallers } from './score-callers.js';
import { caller, FACTS, FakeReadModel, modelsOf, saying, spammer, spamReports, type Champion } from './verdicts.fixture.js';

class FakeScores extends CallerScores {
  readonly saved: CallerScore[] = [];
  readonly scorings: Scoring[] = [];
  /** How many were saved whenever a batch began. */
  readonly begun: number[] = [];

  async save(scores: readonly CallerScore[]): Promise<void> {
    this.saved.push(...scores);
  }

  async begin(): Promise<string> {
    this.begun.push(this.saved.length);
    return 'as it was';
  }

  async finished(scoring: Scoring, begun?: string): Promise<void> {
    expect(begun).toBe('as it was');
    this.scorings.push(scoring);
  }

  async latest(): Promise<Scoring | undefined> {
    return this.scorings.at(-1);
  }

  async list(): Promise<readonly (CallerScore & ScorePlace)[]> {
    return [];
  }
}

function scoring(champion: Champion = {}, numbers = 600) {
  const scores = new FakeScores();
  const callers = new FakeReadModel(FACTS);
  callers.known = Array.from({ length: numbers }, (_, index) =>
    index % 3 === 0 ? { callerId: index + 1, caller: spammer, users: 190, reports: spamReports } : { callerId: index + 1, caller: caller(), users: 1, reports: [] });
  return { scores, run: new ScoreCallers(callers, modelsOf(champion).models, scores, { revealPhones: async (ids) => new Map(ids.flatMap((id) => (id === 2 ? [[id, '+12005550143' as E164]] : []))) }, new FixedClock(NOW_MS)), callers };
}

describe('scoring all numbers', () => {
  it('judges each of them once, page by page, and says who was asked', async () => {
    const { scores, run } = scoring({ now: saying(0.99) });
    const heard: number[] = [];
    expect(await run.execute(false, (percent) => heard.push(percent))).toEqual({ modelVersion: 3, startedMs: NOW_MS, finishedMs: NOW_MS, callers: 600 });
    expect([heard, scores.begun]).toEqual([[0, 0, 0], [0]]);
    await run.execute(true, (percent) => heard.push(percent));
    expect(heard.slice(3)).toEqual([250 / 6, 500 / 6, 99]);
    scores.saved.splice(600);
    expect(scores.saved.map(({ callerId }) => callerId)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(scores.saved[0]).toMatchObject({ verdict: 'spam' });
    expect(scores.saved[1]).toMatchObject({ verdict: 'unknown' });
  });

  it('ends between two pages where it is told to, and is no batch then', async () => {
    const { scores, run } = scoring();
    const end = new AbortController();
    await expect(run.execute(true, () => end.abort(new Error('enough')), end.signal)).rejects.toThrow('enough');
    expect([scores.saved.length, scores.scorings]).toEqual([250, []]);
  });

  it('moves what is said of a number by what the champion says', async () => {
    const probability = async (champion: Champion): Promise<number | null | undefined> => {
      const { scores, run } = scoring(champion, 2);
      await run.execute(true, () => undefined);
      return scores.saved[1]?.probability;
    };
    expect(await probability({ now: saying(0.01) })).toBeLessThan((await probability({})) as number);
  });

  it('counts what the plan says of a number, and with whom it acts', async () => {
    const { scores, run, callers } = scoring({}, 5);
    const campaign = { id: 'c', numbers: 9, users: 90, confidence: 0.9, category: null };
    callers.known = callers.known.map((known) => (known.callerId === 3 ? { ...known, campaign } : known));
    await run.execute(true, () => undefined);
    const [, unassigned, acting, , plain] = scores.saved.map(({ probability }) => probability as number);
    expect(unassigned).toBeGreaterThan(plain as number);
    expect(acting).toBeGreaterThan(unassigned as number);
  });

  it('is needless where the same version was asked last, unless it is wanted all the same', async () => {
    const { scores, run } = scoring({ now: saying(0.99) });
    await run.execute(false, () => undefined);
    expect(await run.execute(false, () => undefined)).toBeUndefined();
    expect(await run.execute(true, () => undefined)).toMatchObject({ callers: 600 });
    expect(scores.scorings).toHaveLength(2);
  });

  it('goes by the evidence alone where there is no champion', async () => {
    const { scores, run } = scoring();
    expect(await run.execute(false, () => undefined)).toMatchObject({ modelVersion: null });
    expect(scores.saved.filter(({ verdict }) => verdict === 'spam')).toHaveLength(200);
    expect(await run.execute(false, () => undefined)).toBeUndefined();
  });
});
