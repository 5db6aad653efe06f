import { AppError } from '#kernel';
import type { Cache } from '#platform/cache';
import type { Identities } from '#privacy';
import { findPatterns } from '../../core/patterns/find-patterns.js';
import type { Pattern } from '../../core/patterns/pattern.js';
import type { Baselines } from './baselines.js';
import { SPAN_DAYS, type UserHistories } from './user-histories.js';

/** Of busier users the newest calls count. */
const MOST_CALLS = 20_000;

export interface UserPatterns {
  readonly patterns: readonly Pattern[];
  /** Calls that patterns were sought in, and of how many days before. */
  readonly calls: number;
  readonly days: number;
  readonly asOfMs: number;
  /** Users compared with; 0 without a baseline. */
  readonly comparedUsers: number;
}

/** What stands out in a user's calls. Answers asked as of now are kept a few minutes. */
export class GetUserPatterns {
  constructor(
    private readonly identities: Identities,
    private readonly histories: UserHistories,
    private readonly baselines: Baselines,
    private readonly kept: Cache<UserPatterns>,
  ) {}

  /** @throws AppError `user_unknown` */
  async execute(userId: string, { asOfMs, earlier }: { readonly asOfMs: number; readonly earlier: boolean }): Promise<UserPatterns> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    const known = earlier ? undefined : this.kept.get(String(id));
    if (known !== undefined) return known;
    const found = await this.find(id, asOfMs);
    if (!earlier) this.kept.set(String(id), found);
    return found;
  }

  private async find(userId: number, asOfMs: number): Promise<UserPatterns> {
    const [history, baseline] = await Promise.all([this.histories.before(userId, asOfMs, MOST_CALLS), this.baselines.latest()]);
    return { patterns: findPatterns(history, baseline), calls: history.calls.length, days: SPAN_DAYS, asOfMs, comparedUsers: baseline?.users ?? 0 };
  }
}
