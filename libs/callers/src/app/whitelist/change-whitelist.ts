import { AppError } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import type { IdempotentActs } from '#realtime';
import { MOST_CHANGES, saidEntry, standingChange } from '../../core/index.js';
import type { Whitelists } from '../whitelists.js';
import type { EntriesNow } from './entries-now.js';
import { callerOfEntry, entryId } from './entry-ids.js';
import type { ListedEntry } from './list-entries.js';
import type { RecordChange } from './record-change.js';

const MOST_KEPT = 10_000;

export interface Addition {
  readonly note?: string | undefined;
  readonly expiresMs?: number | undefined;
}

interface Named {
  readonly userId: number;
  readonly callerId: number;
}

/** What a user does with the own whitelist. What was said counts once it is folded, a moment later. */
export class ChangeWhitelist {
  constructor(
    private readonly identities: Identities,
    private readonly whitelists: Whitelists,
    private readonly entries: EntriesNow,
    private readonly record: RecordChange,
    private readonly keyring: Keyring,
    private readonly acts: IdempotentActs,
  ) {}

  /** Adds a number, or renews it with another note or end. @throws AppError `whitelist_full`, `whitelist_changes_spent` */
  async add(user: string, number: E164, { note, expiresMs }: Addition, asOfMs: number): Promise<ListedEntry> {
    const [[userId = 0], [callerId = 0]] = await Promise.all([this.identities.registerUsers([user]), this.identities.registerPhones([number])]);
    if ((await this.whitelists.kept(userId, asOfMs)) >= MOST_KEPT && !(await this.isKept(userId, callerId, asOfMs))) {
      throw new AppError('whitelist_full', 'conflict', `a whitelist holds up to ${MOST_KEPT} numbers added by hand`);
    }
    await this.requireRoom(userId, callerId);
    const said = { change: 'add', ...(note !== undefined && { note }), ...(expiresMs !== undefined && { expiresMs }) } as const;
    const change = await this.record.execute(userId, callerId, said);
    return { id: entryId(this.keyring, userId, callerId), phoneNumber: number, ...saidEntry(change) };
  }

  /** Makes what was learned an entry of the user's own; a temporary one ends when it would have. Confirming again changes nothing. */
  async confirm(user: string, id: string, asOfMs: number): Promise<ListedEntry> {
    const { userId, callerId } = await this.named(user, id);
    const [entry, numbers] = await Promise.all([this.entries.one(userId, callerId, asOfMs), this.identities.revealPhones([callerId])]);
    const phoneNumber = numbers.get(callerId);
    if (entry === undefined || phoneNumber === undefined) throw unknownEntry();
    if (entry.source !== 'learned') return { id, phoneNumber, ...entry };
    await this.requireRoom(userId, callerId);
    const ends = entry.kind === 'temporary' && entry.expiresMs !== null ? { expiresMs: entry.expiresMs } : {};
    const change = await this.record.execute(userId, callerId, { change: 'confirm', reason: entry.reason, ...ends });
    return { id, phoneNumber, ...saidEntry(change) };
  }

  /** Takes a number off, also one that was learned: it is not learned again until this is taken back. Never refused: off is what a number must always be able to get. */
  async remove(user: string, id: string): Promise<void> {
    const { userId, callerId } = await this.named(user, id);
    const { changes } = await this.whitelists.between(userId, callerId);
    if (changes.length >= MOST_CHANGES && standingChange(changes)?.change === 'remove') return;
    await this.record.execute(userId, callerId, { change: 'remove' });
  }

  /** Takes back the latest change; nothing where there is none. @param key makes asking again the same act */
  async undo(user: string, id: string, key: string | undefined): Promise<void> {
    // Without a body there is none that could differ.
    const eventId = this.acts.idOf(key, ['whitelist-undo', user, id]);
    const { userId, callerId } = await this.named(user, id);
    await this.requireRoom(userId, callerId);
    await this.record.execute(userId, callerId, { change: 'undo' }, eventId);
  }

  private async named(user: string, id: string): Promise<Named> {
    const userId = await this.identities.findUser(user);
    const callerId = userId === undefined ? undefined : callerOfEntry(this.keyring, userId, id);
    if (userId === undefined || callerId === undefined) throw unknownEntry();
    return { userId, callerId };
  }

  /** All changes are read when the phone rings. */
  private async requireRoom(userId: number, callerId: number): Promise<void> {
    if ((await this.whitelists.between(userId, callerId)).changes.length < MOST_CHANGES) return;
    throw new AppError('whitelist_changes_spent', 'conflict', `one number may be changed ${MOST_CHANGES} times; it can still be taken off`);
  }

  private async isKept(userId: number, callerId: number, asOfMs: number): Promise<boolean> {
    const entry = await this.entries.one(userId, callerId, asOfMs);
    return entry !== undefined && entry.source !== 'learned';
  }
}

function unknownEntry(): AppError {
  return new AppError('whitelist_entry_unknown', 'not-found', 'there is no such entry on this whitelist');
}
