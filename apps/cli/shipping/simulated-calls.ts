import { seededRandom, type Random } from '#kernel';
import { addCall, CALLER_AT_CALL, emptyHistory, vectorAt, type CallerHistory, type HistoricCall, type TrainingData } from '#ml/core';
import { DIRECTIONS, OUTCOMES } from '#realtime/core';
import { simulate, type SimulatedCall, type SimulationOptions } from '#simulation';

const HOUR_MS = 3_600_000;
const CHINA_OFFSET_HOURS = 8;
/** A verdict may be asked without a user, and then knows nothing of what went on with one. */
const NOBODY = { userId: -1 };
const NOBODY_SHARE = 0.25;

/** Vectors of calls and whether each was spam, run after run. */
export interface SimulatedVectors {
  readonly data: TrainingData;
  /** Where the rows of each run begin, and the end of the last one's. */
  readonly bounds: readonly number[];
}

/** How much of the traffic is taken. */
export interface Draw {
  /** Share of the calls that give a row; the others are only folded. */
  readonly share: number;
  readonly seed: number;
}

/** Users and numbers as the small whole numbers that the live state knows them by. */
class Surrogates {
  private readonly ids = new Map<string, number>();

  of(key: string): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.ids.size);
    return this.ids.size - 1;
  }
}

function historicCall({ event }: SimulatedCall, surrogates: Surrogates): HistoricCall {
  const occurredAtMs = Date.parse(event.timestamp);
  return {
    userId: surrogates.of(event.userId),
    occurredAtMs,
    call: {
      callerId: surrogates.of(event.callerPhone),
      direction: DIRECTIONS.indexOf(event.callType),
      outcome: OUTCOMES.indexOf(event.outcome),
      durationMs: event.duration === undefined ? undefined : event.duration * 1000,
      localHour: (Math.floor(occurredAtMs / HOUR_MS) + CHINA_OFFSET_HOURS) % 24,
    },
  };
}

interface Row {
  readonly vector: Float64Array;
  readonly isSpam: boolean;
}

/** Rows of one run: incoming calls of numbers seen before, for a number never seen is never asked about. */
function* rowsOf(run: SimulationOptions, share: number, random: Random): Generator<Row> {
  const histories = new Map<number, CallerHistory>();
  const surrogates = new Surrogates();
  for (const item of simulate(run)) {
    if (item.kind !== 'call') continue;
    const call = historicCall(item, surrogates);
    const known = histories.get(call.call.callerId);
    if (known !== undefined && item.event.callType === 'incoming' && random.next() < share) {
      const user = random.next() < NOBODY_SHARE ? NOBODY : call;
      yield { vector: vectorAt(known, user, call.occurredAtMs), isSpam: item.truth.spam };
    }
    const history = known ?? emptyHistory();
    histories.set(call.call.callerId, history);
    addCall(history, call);
  }
}

/** Simulates each run and takes vectors as a verdict would have seen them while the phone rang. The same arguments give the same rows. */
export function simulatedVectors(runs: readonly SimulationOptions[], { share, seed }: Draw): SimulatedVectors {
  const random = seededRandom(seed);
  const rows: Row[] = [];
  const bounds = [0];
  for (const run of runs) {
    for (const row of rowsOf(run, share, random)) rows.push(row);
    bounds.push(rows.length);
  }
  const columns = CALLER_AT_CALL.features.length;
  const values = new Float64Array(rows.length * columns);
  rows.forEach(({ vector }, at) => values.set(vector, at * columns));
  return {
    data: {
      featureNames: CALLER_AT_CALL.features.map(({ name }) => name),
      features: { rows: rows.length, columns, values },
      labels: Float64Array.from(rows, ({ isSpam }) => (isSpam ? 1 : 0)),
      classes: ['not_spam', 'spam'],
    },
    bounds,
  };
}
