import { register } from 'prom-client';
import { Database, type Parameter, type Statement, type Transaction } from '#platform/database';
import { Logger } from '#platform/logging';
import type { ServedPredictions } from '../app/prediction-log.js';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { PgPredictionLog } from './pg-prediction-log.js';

/** Takes batches as a table would, or fails as it is told. */
class Table extends Database {
  readonly batches: (readonly Parameter[])[] = [];
  readonly failures: Error[] = [];

  rows(_statement: Statement, values: readonly Parameter[] = []): Promise<never[]> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    this.batches.push(values);
    return Promise.resolve([]);
  }
  transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => work(this);
  listen = (): never => { throw new Error('is not asked here'); };
}

/** Rows of a batch, by how many versions it names. */
const sizes = ({ batches }: Table): number[] => batches.map(([, versions]) => (versions as string).split(',').length);
const transient = Object.assign(new Error('gone'), { code: '57P01' });

let table: Table;
let log: PgPredictionLog;
let lines: string[];
beforeEach(() => {
  register.clear();
  [table, lines] = [new Table(), []];
  log = new PgPredictionLog(table, new FixedClock(NOW_MS), new Logger({ level: 'info', write: (line) => lines.push(line) }));
});
afterEach(() => log.stop());

const lost = async (): Promise<number> => (await register.getSingleMetric('ml_predictions_not_logged_total')!.get()).values[0]!.value;

function served(rows: number, columns = 2, parts: Partial<ServedPredictions> = {}): ServedPredictions {
  const values = Float64Array.from({ length: rows * columns }, (_, cell) => cell);
  return { model: 'sum', version: 1, classes: [], features: { rows, columns, values }, predictions: Array.from({ length: rows }, (_, row) => ({ value: row })), ...parts };
}

describe('the log of predictions', () => {
  it('writes many requests in one batch, as they were when they were served', async () => {
    const first = served(2, 2, { references: ['a', '"b"'] });
    log.record(first);
    first.features.values.fill(9);
    log.record(served(1, 3, { model: 'spam', version: 4, classes: [1, -1], predictions: [{ label: 1, probability: 0.75, probabilities: { '-1': 0.25, '1': 0.75 } }], call: { callerId: 7, userId: undefined } }));
    log.record(served(1, 1, { predictions: [{ score: 0.5, anomalous: true }] }));
    await log.flush();
    expect(table.batches).toHaveLength(1);
    const vectors = table.batches[0]!.at(-1) as Buffer;
    expect([0, 1, 2, 3, 0, 1, 2, 0].map((_, cell) => vectors.readDoubleLE(8 * cell))).toEqual([0, 1, 2, 3, 0, 1, 2, 0]);
    expect(table.batches[0]!.slice(0, -1)).toEqual([
      '{"sum","sum","spam","sum"}', '{1,1,4,1}', `{${NOW_MS},${NOW_MS},${NOW_MS},${NOW_MS}}`, '{"a","\\"b\\"",NULL,NULL}', '{NULL,NULL,7,NULL}', '{NULL,NULL,NULL,NULL}',
      '{"{0}","{1}","{0.75,0.25}","{0.5}"}', '{1,17,33,57}', '{16,16,24,8}',
    ]);
  });

  it('goes in batches of a thousand rows, or fewer wide ones', async () => {
    log.record(served(2500));
    log.record(served(300, 2000));
    await log.flush();
    expect(sizes(table)).toEqual([1000, 1000, 566, 66, 66, 66, 36]);
  });

  it('drops and counts the newest where there is no room', async () => {
    table.failures.push(transient);
    log.record(served(19_999));
    log.record(served(3));
    log.record(served(1));
    expect(await lost()).toBe(3);
    await log.flush();
    log.record(served(3000, 2000));
    expect(await lost()).toBe(3 + 3000 - 2097);
  });

  it('tries again what may succeed later, says so once, and keeps the order', async () => {
    table.failures.push(transient, transient, transient);
    log.record(served(1));
    for (let times = 0; times < 3; times++) await log.flush();
    log.record(served(2));
    expect(table.batches).toEqual([]);
    await log.flush();
    expect(sizes(table)).toEqual([1, 2]);
    expect([lines.length, lines[0], await lost()]).toEqual([1, expect.stringContaining('predictions cannot be logged for now'), 0]);
  });

  it('gives up what the database refuses, and goes on', async () => {
    table.failures.push(new Error('no such table'));
    log.record(served(1000));
    log.record(served(5));
    await log.flush();
    expect([sizes(table), await lost(), lines]).toEqual([[5], 1000, [expect.stringContaining('predictions were refused by their log')]]);
  });

  it('writes by itself, and what is left when the process stops', async () => {
    jest.useFakeTimers();
    try {
      log.record(served(1));
      await jest.advanceTimersByTimeAsync(200);
      expect(sizes(table)).toEqual([1]);
      log.record(served(2));
      table.failures.push(transient);
      const stopped = log.stop();
      await jest.advanceTimersByTimeAsync(200);
      await stopped;
      expect(sizes(table)).toEqual([1, 2]);
    } finally {
      jest.useRealTimers();
    }
  });
});
