import { DAY_MS } from '#kernel';

/** So long after the service has met them, users are newcomers. */
export const NEWCOMER_DAYS = 14;
/** A service that nobody has used for long has no newcomers: all its users are new. It has where so many are established. */
export const SENIORS = 20;
/** So long after its first user a service takes over history: only then a user may be known since a time before they came. */
export const TAKEOVER_MS = DAY_MS;

/** What is remembered of a service's users as a whole. */
export interface Population {
  /** When the first user came; undefined where there is none. */
  readonly foundedMs: number | undefined;
  /** Since when all of the `SENIORS` longest-known users are known; undefined where there are not so many. */
  readonly seniorMs: number | undefined;
}

/**
 * Since when a user who comes now is known: since their first call where the service is just being filled with what happened before, else since
 * now. Calls may be dated back, coming cannot.
 */
export function knownSince(firstCallMs: number, nowMs: number, { foundedMs = nowMs }: Pick<Population, 'foundedMs'>): number {
  return nowMs - foundedMs < TAKEOVER_MS ? Math.min(firstCallMs, nowMs) : nowMs;
}

/** Whether a user known since `knownMs` is a newcomer among the others at `nowMs`. Once false of a user it stays false. */
export function isNewcomer(knownMs: number, nowMs: number, { seniorMs = nowMs }: Pick<Population, 'seniorMs'>): boolean {
  const newMs = NEWCOMER_DAYS * DAY_MS;
  return nowMs - knownMs < newMs && nowMs - seniorMs >= newMs;
}
