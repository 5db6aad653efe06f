import { setImmediate } from 'node:timers/promises';
import type { Clock } from '#kernel';
import type { CallsByUser } from '#realtime';
import { BaselineFold } from '../../core/patterns/fold-baseline.js';
import type { PlatformBaseline } from '../../core/patterns/platform-baseline.js';
import { sessionsOf } from '../../core/patterns/sessions.js';
import type { Baselines } from './baselines.js';
import type { UserHistories } from './user-histories.js';

const USERS = 200;
/** Of each of them the newest calls: enough for their rhythm and level. */
const CALLS_A_USER = 2000;
const DAY_MS = 86_400_000;

/** Adds up how a draw of the platform's users call. */
export class MakeBaseline {
  constructor(
    private readonly log: CallsByUser,
    private readonly histories: UserHistories,
    private readonly baselines: Baselines,
    private readonly clock: Clock,
  ) {}

  /** Another draw every day. Undefined, and nothing is kept, under twenty users with calls enough. */
  async execute(): Promise<PlatformBaseline | undefined> {
    const now = this.clock.now();
    const fold = new BaselineFold();
    for (const userId of await this.log.drawUsers(Math.floor(now / DAY_MS), USERS)) {
      fold.add(sessionsOf(await this.histories.before(userId, now, CALLS_A_USER)));
      await setImmediate();
    }
    const baseline = fold.result();
    if (baseline !== undefined) await this.baselines.keep(baseline, now);
    return baseline;
  }
}
