import { DAY_MS } from '#kernel';

/** So long after the service has met them, users are newcomers. */
export const NEWCOMER_DAYS = 14;
/** A service that nobody has used for long is young: all its users are new. It is not where so many are established. */
export const SENIORS = 20;
/** So long after its first user a service takes over history: only then a user may be known since a time before they came. */
export const TAKEOVER_MS = DAY_MS;

/** In a young service users are fresh so long after they came. */
export const FRESH_MS = DAY_MS;
/** So many fresh users of a number count there as anybody does, the first ones: enough for a verdict, too few to turn one that others made. */
export const PLACES = 12;

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

/** Whether so few users are established at `nowMs` that nobody is a newcomer for a fortnight: the service judges by all it sees. */
export function isYoung(nowMs: number, { seniorMs = nowMs }: Pick<Population, 'seniorMs'>): boolean {
  return nowMs - seniorMs < NEWCOMER_DAYS * DAY_MS;
}

/** Whether a user known since `knownMs` is a newcomer among the others at `nowMs`. Once false of a user it stays false. */
export function isNewcomer(knownMs: number, nowMs: number, population: Pick<Population, 'seniorMs'>): boolean {
  return nowMs - knownMs < NEWCOMER_DAYS * DAY_MS && !isYoung(nowMs, population);
}
