import { bytes, plain, type Cell, type Database, type Statement } from '#platform/database';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CallerLookup, LISTED_VERDICTS, type ListedVerdict, type LookupEntry, type LookupList } from '../app/caller-lookup.js';

const LIST_COLUMNS = 'bits, entries, judged_ms, published_ms';

const LIST: Statement = { name: 'caller_lookup_list', text: `SELECT ${LIST_COLUMNS} FROM caller_lookup_list` };

const BETWEEN: Statement = {
  name: 'caller_lookup_between',
  text: `
    SELECT ${LIST_COLUMNS}, (SELECT coalesce(json_agg(json_build_array(encode(e.hash, 'hex'), e.verdict, e.category) ORDER BY e.hash), '[]')
      FROM caller_lookup AS e WHERE e.hash BETWEEN $1 AND $2) FROM caller_lookup_list`,
};

const CLEAR: Statement = { name: 'caller_lookup_clear', text: 'DELETE FROM caller_lookup' };

const ADD: Statement = { name: 'caller_lookup_add', text: 'INSERT INTO caller_lookup (hash, verdict, category) SELECT * FROM unnest($1::bytea[], $2::smallint[], $3::smallint[])' };

const KEEP_LIST: Statement = {
  name: 'caller_lookup_keep_list',
  text: `
    INSERT INTO caller_lookup_list (${LIST_COLUMNS}) VALUES ($1, $2, $3, $4)
    ON CONFLICT (only_row) DO UPDATE SET bits = excluded.bits, entries = excluded.entries, judged_ms = excluded.judged_ms, published_ms = excluded.published_ms`,
};

const WRITTEN_AT_ONCE = 5000;

type EntryCells = [hash: string, verdict: number, category: number | null];

function listFrom(row: readonly Cell[]): LookupList {
  const [bits, entries, judgedMs, publishedMs] = row as [number, number, number, number];
  return { bits, entries, judgedMs, publishedMs };
}

function entryFrom([hash, verdict, category]: EntryCells): LookupEntry {
  return { hash, verdict: LISTED_VERDICTS[verdict] as ListedVerdict, category: category === null ? null : (SPAM_CATEGORIES[category] ?? null) };
}

export class PgCallerLookup extends CallerLookup {
  constructor(private readonly database: Database) {
    super();
  }

  async list(): Promise<LookupList | undefined> {
    const [row] = await this.database.rows(LIST);
    return row === undefined ? undefined : listFrom(row);
  }

  async between(first: string, last: string): Promise<{ list: LookupList | undefined; entries: readonly LookupEntry[] }> {
    const [row] = await this.database.rows(BETWEEN, [Buffer.from(first, 'hex'), Buffer.from(last, 'hex')]);
    if (row === undefined) return { list: undefined, entries: [] };
    return { list: listFrom(row), entries: (row[4] as unknown as EntryCells[]).map(entryFrom) };
  }

  replace({ bits, judgedMs, publishedMs }: Omit<LookupList, 'entries'>, entries: readonly LookupEntry[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.rows(CLEAR);
      for (let from = 0; from < entries.length; from += WRITTEN_AT_ONCE) {
        const some = entries.slice(from, from + WRITTEN_AT_ONCE);
        await tx.rows(ADD, [
          bytes(some.map(({ hash }) => Buffer.from(hash, 'hex'))),
          plain(some.map(({ verdict }) => LISTED_VERDICTS.indexOf(verdict))),
          plain(some.map(({ category }) => (category === null ? null : SPAM_CATEGORIES.indexOf(category)))),
        ]);
      }
      await tx.rows(KEEP_LIST, [bits, entries.length, judgedMs, publishedMs]);
    });
  }
}
