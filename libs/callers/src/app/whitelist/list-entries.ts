import type { E164, Identities, Keyring } from '#privacy';
import type { WhitelistEntry } from '../../core/index.js';
import type { EntriesNow } from './entries-now.js';
import { callerOfEntry, entryId } from './entry-ids.js';

const PAGE = 50;
/** Numbers looked at for one page: of those a user spoke with, few may be on the list. */
const MOST_LOOKED_AT = 1000;

export interface ListedEntry extends WhitelistEntry {
  readonly id: string;
  readonly phoneNumber: E164;
}

export interface EntryPage {
  readonly items: readonly ListedEntry[];
  /** The id to go on after; null at the end. A page may hold few items and not be the last. */
  readonly next: string | null;
}

export interface Asked {
  readonly state: WhitelistEntry['state'] | 'all';
  readonly afterId: string | undefined;
  readonly asOfMs: number;
}

interface Found {
  readonly callerId: number;
  readonly entry: WhitelistEntry;
}

/** The whitelist of a user, learned entries among it, in an order that stays. */
export class ListEntries {
  constructor(
    private readonly identities: Identities,
    private readonly entries: EntriesNow,
    private readonly keyring: Keyring,
  ) {}

  /** Undefined where `afterId` is no id of this list. */
  async execute(user: string, asked: Asked): Promise<EntryPage | undefined> {
    const userId = await this.identities.findUser(user);
    if (userId === undefined) return asked.afterId === undefined ? { items: [], next: null } : undefined;
    let after = asked.afterId === undefined ? 0 : callerOfEntry(this.keyring, userId, asked.afterId);
    if (after === undefined) return undefined;
    const kept: Found[] = [];
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
      const batch = await this.entries.after(userId, after, PAGE, asked.asOfMs);
      for (const { callerId, entry } of batch) {
        after = callerId;
        if (entry !== undefined && (asked.state === 'all' || entry.state === asked.state)) kept.push({ callerId, entry });
        if (kept.length === PAGE) return this.present(userId, kept, after);
      }
      if (batch.length < PAGE) return this.present(userId, kept, undefined);
    }
    return this.present(userId, kept, after);
  }

  /** One entry by its id, as it stands; undefined where there is none. */
  async one(user: string, id: string, asOfMs: number): Promise<ListedEntry | undefined> {
    const userId = await this.identities.findUser(user);
    const callerId = userId === undefined ? undefined : callerOfEntry(this.keyring, userId, id);
    if (userId === undefined || callerId === undefined) return undefined;
    const entry = await this.entries.one(userId, callerId, asOfMs);
    return entry === undefined ? undefined : (await this.present(userId, [{ callerId, entry }], undefined)).items[0];
  }

  private async present(userId: number, kept: readonly Found[], after: number | undefined): Promise<EntryPage> {
    const numbers = await this.identities.revealPhones(kept.map(({ callerId }) => callerId));
    const items = kept.flatMap(({ callerId, entry }) => {
      const phoneNumber = numbers.get(callerId);
      return phoneNumber === undefined ? [] : [{ id: entryId(this.keyring, userId, callerId), phoneNumber, ...entry }];
    });
    return { items, next: after === undefined ? null : entryId(this.keyring, userId, after) };
  }
}
