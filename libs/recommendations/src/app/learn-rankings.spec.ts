import { RANKINGS, type Arm, type Decision, type Posteriors } from '../core/index.js';
import { LearnRankings } from './learn-rankings.js';
import { Rankings, type Evaluation, type StoredRanking } from './rankings.js';
import { NOW_MS } from './recommendations.fixture.js';

const DAY_MS = 86_400_000;
const FEATURES = [1, 0, 0, 0, 0, 0];

class MemoryRankings extends Rankings {
  posteriors: Posteriors = {};
  liveVersion = 1;
  forgottenMs = 0;
  readonly evaluations: Evaluation[] = [];
  readonly asked: number[] = [];

  constructor(
    private readonly learnt: Awaited<ReturnType<Rankings['rewards']>>,
    private readonly decided: readonly Decision[],
  ) {
    super();
  }

  async live(): Promise<{ version: number; posteriors: Posteriors }> {
    return { version: this.liveVersion, posteriors: this.posteriors };
  }

  async all(): Promise<readonly StoredRanking[]> {
    return [];
  }

  async keepPosteriors(posteriors: Posteriors): Promise<void> {
    this.posteriors = posteriors;
  }

  async keepEvaluation(evaluation: Evaluation): Promise<void> {
    this.evaluations.push(evaluation);
  }

  async goLive(version: number): Promise<void> {
    this.liveVersion = version;
  }

  async forgetBefore(decidedMs: number): Promise<void> {
    this.forgottenMs = decidedMs;
  }

  async rewards(): ReturnType<Rankings['rewards']> {
    return this.learnt;
  }

  async decisions(sinceMs: number, untilMs: number): Promise<readonly Decision[]> {
    this.asked.push(sinceMs, untilMs);
    return this.decided;
  }
}

const arms: readonly Arm[] = (['block_spam', 'quiet_hours'] as const).map((kind) => ({ kind, need: kind, features: FEATURES, timesSeen: 0 }));
const decisions = Array.from({ length: 200 }, (_, userId): Decision => ({ userId, arms, lead: userId % 3 === 0 ? 1 : 0, propensity: userId % 3 === 0 ? 1 / 3 : 2 / 3, reward: Number(userId % 3 === 0) }));
const learn = (rankings: Rankings): ReturnType<LearnRankings['execute']> => new LearnRankings(rankings, { now: () => NOW_MS }).execute();

describe('learning', () => {
  it('adds up rewards of each kind, passes over kinds that are no more, and forgets after half a year', async () => {
    const rankings = new MemoryRankings([{ kind: 'block_spam', features: FEATURES, reward: 1 }, { kind: 'block_spam', features: FEATURES, reward: 0 }, { kind: 'gone', features: FEATURES, reward: 1 }], []);
    expect(await learn(rankings)).toEqual({ version: 1, decisions: 0 });
    expect([Object.keys(rankings.posteriors), rankings.posteriors.block_spam?.rewards, rankings.forgottenMs]).toEqual([['block_spam'], 2, NOW_MS - 180 * DAY_MS]);
    expect(rankings.evaluations).toEqual(RANKINGS.map(({ version }) => ({ version, snips: null, doublyRobust: null, evaluatedMs: NOW_MS })));
  });

  it('judges every ranking by decisions that are a week old', async () => {
    const rankings = new MemoryRankings([], decisions);
    await learn(rankings);
    expect(rankings.asked).toEqual([NOW_MS - 180 * DAY_MS, NOW_MS - 7 * DAY_MS]);
    // Quiet hours alone were taken up, and after so many decisions all rankings know.
    for (const { doublyRobust, snips } of rankings.evaluations) expect([(doublyRobust?.value ?? 0) > 0.7, (snips?.value ?? 0) > 0.7]).toEqual([true, true]);
  });

  it('lets none go live that is about as good', async () => {
    const rankings = new MemoryRankings([], decisions);
    expect(await learn(rankings)).toEqual({ version: 1, decisions: 200 });
    expect(rankings.liveVersion).toBe(1);
  });
});
