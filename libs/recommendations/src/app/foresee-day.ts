import { togetherForeseen, type ForeseenCalls, type ForeseenMoment } from '../core/index.js';
import type { CallForesight } from './call-foresight.js';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Hours of the day that one moment, in their middle, speaks for. */
const SPAN_HOURS = 4;

/** Whose day, how many calls each hour of their clock brings, and how that clock is read. */
export interface ComingDay {
  readonly userId: number;
  readonly nowMs: number;
  readonly callsByHour: readonly number[];
  readonly localHour: (atMs: number) => number;
}

/**
 * What a model foresees of the calls of the coming day. Lists are made at any hour, and what users do with a call hangs on the hour: so it is
 * asked at several, each counting by the calls that come then. Undefined where the model says nothing.
 */
export async function foreseeDay(foresight: CallForesight, { userId, nowMs, callsByHour, localHour }: ComingDay): Promise<ForeseenCalls | undefined> {
  const moments: ForeseenMoment[] = [];
  for (let from = 0; from < HOURS_A_DAY; from += SPAN_HOURS) {
    const hours = Array.from({ length: SPAN_HOURS }, (_, hour) => localHour(nowMs + (from + hour) * HOUR_MS));
    const calls = hours.reduce((sum, hour) => sum + (callsByHour[hour] ?? 0), 0);
    if (calls === 0) continue;
    const foreseen = await foresight.at(userId, nowMs + (from + SPAN_HOURS / 2) * HOUR_MS);
    if (foreseen === undefined) return undefined;
    moments.push({ calls, foreseen });
  }
  return togetherForeseen(moments);
}
