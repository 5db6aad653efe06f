/** A prepared statement: `name` is unique to its text in the whole process. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A value as PostgreSQL takes it in a parameter; arrays are passed as literals (see `columns`). */
export type Parameter = string | number | boolean | Buffer | null;

export type Cell = string | number | boolean | Buffer | null | readonly number[];

/** What can be asked inside one transaction. Rows come as arrays in the order of the select list. */
export interface Transaction {
  rows(statement: Statement, values?: readonly Parameter[]): Promise<Cell[][]>;
}

/** The write path's way to PostgreSQL: prepared statements and explicit transactions. */
export abstract class Database implements Transaction {
  abstract rows(statement: Statement, values?: readonly Parameter[]): Promise<Cell[][]>;
  /** Commits what `work` did, or nothing of it. */
  abstract transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls `heard` on each notification, and once after every reconnection, until `stop` is called. */
  abstract listen(channel: string, heard: (payload: string) => void): Promise<Listening>;
}

export interface Listening {
  stop(): Promise<void>;
}

/** Whether a failure lies with the connection or the server's state, so the same work may succeed later. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: string } | null | undefined)?.code ?? '';
  // Classes: 08 connection, 40 rollback (deadlock), 53 resources (disk full), 57 operator (shutdown); the rest are the socket's and the name service's own.
  if (/^(08|40|53|57)...$/.test(code) || /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET)/.test(code)) return true;
  return error instanceof Error && /terminated|timeout exceeded when trying to connect|Client was closed|not queryable/i.test(error.message);
}
