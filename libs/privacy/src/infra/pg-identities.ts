import { AppError } from '#kernel';
import { Gathered, type Cache, type Caches } from '#platform/cache';
import { bytes, plain, type Database } from '#platform/database';
import { inTurns } from '#platform/process';
import { Identities, type IdentityId } from '../app/identities.js';
import type { IndexScope, Keyring } from '../crypto/keyring.js';
import { rangePrefix, type E164 } from '../phone/index.js';
import { widestRange } from './fill-ranges.js';
import { ADD_IDENTITIES, FIND_IDENTITIES, KEEP_KEY_CHECK, REVEAL_PHONES, REVEAL_USERS } from './identity-statements.js';

const KEY_ID = 1;
const KIND = { user: 1, phone: 2 } as const;
// Map entry, key string and boxed number, measured generously.
const ENTRY_BYTES = 200;

const RANGES: readonly (readonly [scope: IndexScope, dropped: number])[] = [['range-10', 1], ['range-100', 2], ['range-1000', 3]];

type Kind = keyof typeof KIND;

/** The identity table behind a cache of the ids met lately: sealing and indexing are too dear for every event. */
export class PgIdentities extends Identities {
  private readonly known: Record<Kind, Cache<IdentityId>>;
  private readonly missing: Record<Kind, Gathered<IdentityId>>;
  private readonly looking = new Map<string, Promise<IdentityId | undefined>>();

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    caches: Caches,
  ) {
    super();
    this.known = { user: caches.create(0.25, ENTRY_BYTES), phone: caches.create(0.4, ENTRY_BYTES) };
    this.missing = { user: new Gathered((texts) => this.fetchOrAdd('user', texts)), phone: new Gathered((texts) => this.fetchOrAdd('phone', texts)) };
  }

  /** @throws AppError `encryption_key_wrong` where the database was filled under another key. */
  async checkKey(): Promise<void> {
    const index = this.keyring.blindIndex('key-check', 'profile-analytics');
    const ask = async (): Promise<unknown> => (await this.database.rows(KEEP_KEY_CHECK, [KEY_ID, index]))[0]?.[0];
    // No answer: another process was leaving its key at that moment, too late for one statement to see. The next one does.
    if (((await ask()) ?? (await ask())) === true) return;
    throw new AppError('encryption_key_wrong', 'conflict', 'DATA_ENCRYPTION_KEY is not the key this database was filled with');
  }

  registerUsers(userIds: readonly string[]): Promise<IdentityId[]> {
    return this.register('user', userIds);
  }

  registerPhones(numbers: readonly E164[]): Promise<IdentityId[]> {
    return this.register('phone', numbers);
  }

  findUser(userId: string): Promise<IdentityId | undefined> {
    return this.find('user', userId);
  }

  findPhone(number: E164): Promise<IdentityId | undefined> {
    return this.find('phone', number);
  }

  async revealPhones(ids: readonly IdentityId[]): Promise<Map<IdentityId, E164>> {
    const rows = await this.database.rows(REVEAL_PHONES, [plain(ids)]);
    return new Map(rows.map(([id, sealed]) => [id as number, this.keyring.open('phone', sealed as Buffer) as E164]));
  }

  async revealUsers(ids: readonly IdentityId[]): Promise<Map<IdentityId, string>> {
    const rows = await this.database.rows(REVEAL_USERS, [plain(ids)]);
    return new Map(rows.map(([id, sealed]) => [id as number, this.keyring.open('user', sealed as Buffer)]));
  }

  /** Parts of one request ask for the same id at the same time; they share one look. */
  private find(kind: Kind, text: string): Promise<IdentityId | undefined> {
    const cached = this.known[kind].get(text);
    if (cached !== undefined) return Promise.resolve(cached);
    const key = `${kind} ${text}`;
    const looking = this.looking.get(key) ?? this.lookUp(kind, text).finally(() => this.looking.delete(key));
    this.looking.set(key, looking);
    return looking;
  }

  private async lookUp(kind: Kind, text: string): Promise<IdentityId | undefined> {
    const [row] = await this.database.rows(FIND_IDENTITIES, [bytes([this.keyring.blindIndex(kind, text)])]);
    if (row === undefined) return undefined;
    this.known[kind].set(text, row[1] as number);
    return row[1] as number;
  }

  private async register(kind: Kind, wanted: readonly string[]): Promise<IdentityId[]> {
    const cache = this.known[kind];
    const ids = wanted.map((text) => cache.get(text));
    const missing = new Set(wanted.filter((_, index) => ids[index] === undefined));
    if (missing.size === 0) return ids as IdentityId[];
    const loaded = await this.missing[kind].find([...missing]);
    for (const text of missing) cache.set(text, loaded.get(text) as IdentityId);
    return wanted.map((text, index) => ids[index] ?? (loaded.get(text) as IdentityId));
  }

  private async fetchOrAdd(kind: Kind, texts: readonly string[]): Promise<Map<string, IdentityId>> {
    const byIndex = new Map<string, string>();
    await inTurns(texts, (text) => byIndex.set(this.keyring.blindIndex(kind, text).toString('hex'), text));
    const found = new Map<string, IdentityId>();
    const take = (rows: readonly unknown[][]): void => {
      for (const [index, id] of rows) found.set(byIndex.get(index as string) as string, id as number);
    };
    const lookUp = async (): Promise<void> => take(await this.database.rows(FIND_IDENTITIES, [bytes(this.lacking(byIndex, found))]));
    await lookUp();
    if (found.size < byIndex.size) take(await this.add(kind, this.lacking(byIndex, found), byIndex));
    // What is still lacking was added by another process between the two statements.
    if (found.size < byIndex.size) await lookUp();
    return found;
  }

  private lacking(byIndex: ReadonlyMap<string, string>, found: ReadonlyMap<string, IdentityId>): Buffer[] {
    return [...byIndex].filter(([, text]) => !found.has(text)).map(([index]) => Buffer.from(index, 'hex'));
  }

  private async add(kind: Kind, indexes: readonly Buffer[], byIndex: ReadonlyMap<string, string>): Promise<unknown[][]> {
    const sealed: Buffer[] = [];
    const ranges: (Buffer | null)[][] = RANGES.map(() => []);
    const widest: (Buffer | null)[] = [];
    await inTurns(indexes, (index) => {
      const text = byIndex.get(index.toString('hex')) as string;
      sealed.push(this.keyring.seal(kind, text));
      widest.push(kind === 'phone' ? widestRange(text as E164, this.keyring) : null);
      RANGES.forEach(([scope, dropped], place) => ranges[place]?.push(kind === 'phone' ? this.rangeIndex(scope, text as E164, dropped) : null));
    });
    return this.database.rows(ADD_IDENTITIES, [KIND[kind], KEY_ID, bytes(indexes), ...ranges.map(bytes), bytes(widest), bytes(sealed)]);
  }

  private rangeIndex(scope: IndexScope, number: E164, dropped: number): Buffer | null {
    const prefix = rangePrefix(number, dropped);
    return prefix === undefined ? null : this.keyring.blindIndex(scope, prefix);
  }
}
