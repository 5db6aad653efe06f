import { setImmediate } from 'node:timers/promises';
import { DAY_MS, seededRandom, type Clock } from '#kernel';
import { doublyRobust, goesLive, KINDS, learnReward, priorPosterior, rankingOf, RANKINGS, snips, weighAll, type Decision, type Kind, type Posterior, type Ranking, type Weighed } from '../core/index.js';
import type { Evaluation, Rankings } from './rankings.js';

/** Whoever has not reacted a week after seeing advice has left it. */
const RIPE_MS = 7 * DAY_MS;
const REMEMBERED_MS = 180 * DAY_MS;
const MOST_REWARDS = 50_000;
const MOST_DECISIONS = 5000;
/** Weighed without a pause: some ten milliseconds in which nothing else is done. */
const DECISIONS_AT_ONCE = 25;

/** Learns from what users did, and asks of every other ranking whether it would have done better. */
export class LearnRankings {
  constructor(
    private readonly rankings: Rankings,
    private readonly clock: Clock,
  ) {}

  /** The version that is live afterwards, and how many decisions were weighed. */
  async execute(): Promise<{ readonly version: number; readonly decisions: number }> {
    const nowMs = this.clock.now();
    const ripeMs = nowMs - RIPE_MS;
    await this.rankings.forgetBefore(nowMs - REMEMBERED_MS);
    await this.rankings.keepPosteriors(await this.posteriors(nowMs - REMEMBERED_MS, ripeMs));
    const { version } = await this.rankings.live();
    const decisions = await this.rankings.decisions(nowMs - REMEMBERED_MS, ripeMs, { limit: MOST_DECISIONS, nothing: rankingOf(version).nothing });
    const found = new Map<number, Evaluation>();
    for (const ranking of RANKINGS) {
      const evaluation = await this.evaluated(ranking, decisions, nowMs);
      await this.rankings.keepEvaluation(evaluation);
      found.set(ranking.version, evaluation);
    }
    const live = found.get(version)?.doublyRobust ?? undefined;
    const better = RANKINGS.find((other) => other.version !== version && goesLive(found.get(other.version)?.doublyRobust ?? undefined, live));
    if (better !== undefined) await this.rankings.goLive(better.version, nowMs);
    return { version: better?.version ?? version, decisions: decisions.length };
  }

  private async posteriors(sinceMs: number, ripeMs: number): Promise<Partial<Record<Kind, Posterior>>> {
    const learnt: Partial<Record<Kind, Posterior>> = {};
    for (const { kind: name, features, reward } of await this.rankings.rewards(sinceMs, ripeMs, MOST_REWARDS)) {
      const kind = KINDS.find((known) => known === name);
      if (kind !== undefined) learnt[kind] = learnReward(learnt[kind] ?? priorPosterior(), features, reward);
    }
    return learnt;
  }

  private async evaluated(ranking: Ranking, decisions: readonly Decision[], evaluatedMs: number): Promise<Evaluation> {
    const weighed: Weighed[] = [];
    for (const one of weighAll(decisions, ranking, seededRandom(ranking.version))) {
      weighed.push(one);
      if (weighed.length % DECISIONS_AT_ONCE === 0) await setImmediate();
    }
    return { version: ranking.version, snips: snips(weighed) ?? null, doublyRobust: doublyRobust(weighed) ?? null, evaluatedMs };
  }
}
