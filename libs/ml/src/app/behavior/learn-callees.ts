import type { Clock } from '#kernel';
import type { CallsByUser, UserCall } from '#realtime';
import { MOST_USER_CALLS, type JudgedWeights } from '../../core/index.js';
import type { CalleeLearning, CalleeWeights } from './callee-weights.js';

/** Users asked, and outgoing calls that are enough: fourteen weights need no more. */
const MOST_USERS = 2000;
const MOST_CHOICES = 3000;
const OUTGOING = 1;

/** Learns away from the event loop. */
export abstract class CalleeTraining {
  /** @param calls of any users, in the order of their time */
  abstract learn(calls: readonly UserCall[]): Promise<JudgedWeights | undefined>;
}

export interface LearntCallees extends CalleeLearning {
  readonly version: number;
}

/** Learns anew whom users call next, from the newest calls of some users, drawn anew each time. */
export class LearnCallees {
  constructor(
    private readonly calls: CallsByUser,
    private readonly training: CalleeTraining,
    private readonly weights: CalleeWeights,
    private readonly clock: Clock,
  ) {}

  /** Undefined, and nothing kept, where no user has chosen between two numbers yet. */
  async execute(seed: number): Promise<LearntCallees | undefined> {
    const nowMs = this.clock.now();
    const { gathered, users } = await this.gather(seed, nowMs);
    const judged = await this.training.learn(gathered.sort((left, right) => left.occurredAtMs - right.occurredAtMs));
    if (judged === undefined) return undefined;
    const learning = { ...judged, users };
    return { ...learning, version: await this.weights.keep(learning, nowMs) };
  }

  private async gather(seed: number, nowMs: number): Promise<{ readonly gathered: UserCall[]; readonly users: number }> {
    const gathered: UserCall[] = [];
    let [choices, users] = [0, 0];
    for (const userId of await this.calls.drawUsers(seed, MOST_USERS)) {
      if (choices >= MOST_CHOICES) break;
      const calls = await this.calls.newest(userId, nowMs, MOST_USER_CALLS);
      const dialled = calls.filter(({ call }) => call.direction === OUTGOING).length;
      if (dialled === 0) continue;
      gathered.push(...calls);
      choices += dialled;
      users++;
    }
    return { gathered, users };
  }
}
