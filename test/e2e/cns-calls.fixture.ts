import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A real call of the Copenhagen Networks Study, told as one of ours. */
export interface Call {
  /** Since midnight of the study's first day. */
  readonly seconds: number;
  readonly caller: string;
  readonly callee: string;
  /** −1 for a missed call. */
  readonly duration: number;
}

const WHOLE = process.env['BENCH_DATA'] === undefined ? undefined : join(process.env['BENCH_DATA'], 'cns-calls', 'calls.csv');
const SAMPLE = join(__dirname, 'data', 'cns-calls-sample.csv');

const file = WHOLE !== undefined && existsSync(WHOLE) ? WHOLE : SAMPLE;

/** All of them where BENCH_DATA has them, else the committed sample. */
export const calls = readCalls(file);
const why = WHOLE === undefined ? 'is not set' : 'holds no cns-calls/calls.csv';
export const what = file === SAMPLE ? `the committed sample of ${calls.length} calls (BENCH_DATA ${why})` : `all ${calls.length} calls of BENCH_DATA`;

function readCalls(path: string): Call[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [seconds, caller, callee, duration] = line.split(',');
    return { seconds: Number(seconds), caller: `+86138${caller!.padStart(8, '0')}`, callee: `cns-${callee}`, duration: Number(duration) };
  });
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @param midnightMs when the study's first day is to begin */
export function eventOf({ seconds, caller, callee, duration }: Call, row: number, midnightMs: number): Record<string, unknown> {
  const event = {
    id: uuidOf(`cns-calls/${row}`), type: 'call', userId: callee, callerPhone: caller, callType: 'incoming',
    timestamp: new Date(midnightMs + seconds * 1000).toISOString(),
  };
  return duration === -1 ? { ...event, outcome: 'missed' } : { ...event, outcome: 'answered', duration };
}

const PARALLEL = 8;

export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += PARALLEL) results.push(...(await Promise.all(items.slice(at, at + PARALLEL).map(work))));
  return results;
}
