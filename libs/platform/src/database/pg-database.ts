import pg from 'pg';
import { Database, type Cell, type Listening, type Parameter, type Statement, type Transaction } from './database.js';
import { listenOn } from './listener.js';
import { connectionOptions } from './connection.js';

type Connection = Pick<pg.ClientBase, 'query'>;

interface Asked {
  readonly statement: Statement;
  readonly values: readonly Parameter[];
  readonly answer: (rows: Cell[][]) => void;
  readonly fail: (error: unknown) => void;
}

/** Of more, as of a job over many, others go by another connection at the same time. */
const MOST_TOGETHER = 8;

async function rowsOn(connection: Connection, statement: Statement, values: readonly Parameter[]): Promise<Cell[][]> {
  const result = await connection.query<Cell[]>({ ...statement, values: values as Parameter[], rowMode: 'array' });
  return result.rows;
}

/**
 * `Database` on a pool of node-postgres connections. Statements that are asked for at one go, as a request asks for what it needs, are sent
 * at one go by one connection, each a transaction of its own: waking a connection costs both sides more than most statements do.
 */
export class PgDatabase extends Database {
  private readonly pool: pg.Pool;
  private asked: Asked[] = [];

  /** @param schema search path, first entry first; unqualified tables resolve to it. */
  constructor(
    private readonly url: string,
    private readonly schema: string,
    connections: number,
    onIdleError: (error: Error) => void = () => undefined,
  ) {
    super();
    this.pool = new pg.Pool({ ...connectionOptions(url, schema), max: connections, pipeline: true, connectionTimeoutMillis: 5000, idleTimeoutMillis: 0 });
    this.pool.on('error', onIdleError);
  }

  rows(statement: Statement, values: readonly Parameter[] = []): Promise<Cell[][]> {
    return new Promise((answer, fail) => {
      // All promises that are settled by now go first, and what they ask comes along.
      if (this.asked.push({ statement, values, answer, fail }) === 1) process.nextTick(() => this.send());
    });
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    // Out of the pool nobody else hears its errors, and one that is not heard would end the process.
    const onError = (): void => void (broken = true);
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      const result = await work({ rows: (statement, values = []) => rowsOn(client, statement, values) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  private send(): void {
    const { asked } = this;
    this.asked = [];
    for (let from = 0; from < asked.length; from += MOST_TOGETHER) void this.together(asked.slice(from, from + MOST_TOGETHER));
  }

  private async together(asked: readonly Asked[]): Promise<void> {
    let client: pg.PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      return asked.forEach(({ fail }) => fail(error));
    }
    let broken = false;
    const onError = (): void => void (broken = true);
    client.on('error', onError);
    const { stream } = client.connection;
    stream.cork();
    const answers = asked.map(({ statement, values, answer, fail }) => rowsOn(client, statement, values).then(answer, (error: unknown) => {
      broken = true;
      fail(error);
    }));
    stream.uncork();
    await Promise.all(answers);
    client.off('error', onError);
    client.release(broken);
  }

  listen(channel: string, heard: (payload: string) => void): Promise<Listening> {
    return listenOn(() => new pg.Client(connectionOptions(this.url, this.schema)), channel, heard);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
