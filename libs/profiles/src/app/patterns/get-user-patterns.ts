import { AppError } from '#kernel';
import type { Cache } from '#platform/cache';
import type { Identities } from '#privacy';
import { findPatterns } from '../../core/patterns/find-patterns.js';
import type { Pattern } from '../../core/patterns/pattern.js';
import { usable } from '../../core/patterns/platform-baseline.js';
import type { CurrentBaseline } from './current-baseline.js';
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

/** An answer, and what it rests on. */
export interface KeptPatterns extends UserPatterns {
  readonly newestCall: string | undefined;
}

/** What stands out in a user's calls. An answer as of now is kept some minutes, until another call has ended. */
export class GetUserPatterns {
  constructor(
    private readonly identities: Identities,
    private readonly histories: UserHistories,
    private readonly baseline: CurrentBaseline,
    private readonly kept: Cache<KeptPatterns>,
  ) {}

  /** @throws AppError `user_unknown` */
  async execute(userId: string, { asOfMs, earlier }: { readonly asOfMs: number; readonly earlier: boolean }): Promise<UserPatterns> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    if (earlier) return this.of(id, asOfMs);
    const key = String(id);
    const newestCall = await this.histories.newestCall(id, asOfMs);
    const known = this.kept.get(key);
    if (known !== undefined && known.newestCall === newestCall) return known;
    const found = await this.of(id, asOfMs);
    this.kept.set(key, { ...found, newestCall });
    return found;
  }

  /** As of a moment, by the surrogate id; nothing of it is kept. */
  async of(userId: number, asOfMs: number): Promise<UserPatterns> {
    const [history, latest] = await Promise.all([this.histories.before(userId, asOfMs, MOST_CALLS), this.baseline.get()]);
    const baseline = usable(latest);
    return { patterns: findPatterns(history, baseline), calls: history.calls.length, days: SPAN_DAYS, asOfMs, comparedUsers: baseline?.users ?? 0 };
  }
}
