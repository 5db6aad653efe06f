import pg from 'pg';
import { Database, type Cell, type Listening, type Parameter, type Statement, type Transaction } from './database.js';
import { listenOn } from './listener.js';
import { connectionOptions } from './connection.js';

type Connection = Pick<pg.ClientBase, 'query'>;

async function rowsOn(connection: Connection, statement: Statement, values: readonly Parameter[]): Promise<Cell[][]> {
  const result = await connection.query<Cell[]>({ ...statement, values: values as Parameter[], rowMode: 'array' });
  return result.rows;
}

/** `Database` on a pool of node-postgres connections. */
export class PgDatabase extends Database {
  private readonly pool: pg.Pool;

  /** @param schema search path, first entry first; unqualified tables resolve to it. */
  constructor(
    private readonly url: string,
    private readonly schema: string,
    connections: number,
    onIdleError: (error: Error) => void = () => undefined,
  ) {
    super();
    this.pool = new pg.Pool({ ...connectionOptions(url, schema), max: connections, connectionTimeoutMillis: 5000, idleTimeoutMillis: 0 });
    this.pool.on('error', onIdleError);
  }

  rows(statement: Statement, values: readonly Parameter[] = []): Promise<Cell[][]> {
    return rowsOn(this.pool, statement, values);
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

  listen(channel: string, heard: (payload: string) => void): Promise<Listening> {
    return listenOn(() => new pg.Client(connectionOptions(this.url, this.schema)), channel, heard);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
