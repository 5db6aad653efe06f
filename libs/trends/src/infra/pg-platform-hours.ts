import type { HourlyCalls } from '#callers';
import { plain, type Database, type Statement } from '#platform/database';
import { PlatformHours, type RollUpState } from '../app/platform-hours.js';

const COLUMNS = ['hour', 'calls', 'incoming', 'answered', 'ai_handled', 'timed_answered', 'answered_ms', 'distinct_callers', 'spam_calls'] as const;
const [, ...COUNTS] = COLUMNS;

const PUT: Statement = {
  name: 'platform_hour_put',
  text: `
    INSERT INTO platform_hour (${COLUMNS.join(', ')})
    SELECT * FROM unnest(${COLUMNS.map((_, at) => `$${at + 1}::bigint[]`).join(', ')})
    ON CONFLICT (hour) DO UPDATE SET ${COUNTS.map((name) => `${name} = excluded.${name}`).join(', ')}`,
};

const STATE: Statement = { name: 'platform_hour_state', text: 'SELECT until_hour, position, received_ms FROM platform_rollup' };

const REACHED: Statement = { name: 'platform_hour_reached', text: 'UPDATE platform_rollup SET until_hour = $1, position = $2, received_ms = $3' };

const FIRST: Statement = { name: 'platform_hour_first', text: 'SELECT hour FROM platform_hour ORDER BY hour LIMIT 1' };

const BETWEEN: Statement = { name: 'platform_hour_between', text: `SELECT ${COLUMNS.join(', ')} FROM platform_hour WHERE hour >= $1 AND hour < $2 ORDER BY hour` };

export class PgPlatformHours extends PlatformHours {
  constructor(private readonly database: Database) {
    super();
  }

  async state(): Promise<RollUpState> {
    const [row] = await this.database.rows(STATE);
    const [untilHour, position, receivedMs] = row as [number, number, number];
    return { untilHour, mark: { position, receivedMs } };
  }

  async put(hours: readonly HourlyCalls[]): Promise<void> {
    const column = (value: (hour: HourlyCalls) => number): string => plain(hours.map(value));
    await this.database.rows(PUT, [
      column(({ hour }) => hour), column(({ calls }) => calls), column(({ incoming }) => incoming), column(({ answered }) => answered), column(({ aiHandled }) => aiHandled),
      column(({ timedAnswered }) => timedAnswered), column(({ answeredMs }) => answeredMs), column(({ distinctCallers }) => distinctCallers), column(({ spamCalls }) => spamCalls),
    ]);
  }

  async reached({ untilHour, mark }: RollUpState): Promise<void> {
    await this.database.rows(REACHED, [untilHour, mark.position, mark.receivedMs]);
  }

  async firstHour(): Promise<number | undefined> {
    return (await this.database.rows(FIRST))[0]?.[0] as number | undefined;
  }

  async between(fromHour: number, untilHour: number): Promise<readonly HourlyCalls[]> {
    const rows = (await this.database.rows(BETWEEN, [fromHour, untilHour])) as number[][];
    return rows.map(([hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls]) => (
      { hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls }) as HourlyCalls);
  }
}
