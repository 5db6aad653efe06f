import { ownLineOf, type Choices, type UserChoices } from '#callers';
import { Gathered, type Cache, type Caches } from '#platform/cache';
import { plain, type Database } from '#platform/database';
import type { Keyring } from '#privacy';
import type { PreferenceHistory, UserZones } from '#realtime';
import { EVENT_KINDS, STRATEGIES, type WhitelistStrategy } from '#realtime/core';
import { latestChoices } from '../app/choice-events.js';
import { openOwnNumber } from '../app/own-number.js';
import { openRules, RULES } from '../app/sealed-rules.js';
import type { ToldPreferences } from '../app/told-preferences.js';
import { PHONE_NUMBER } from '../core/preferences.js';
import { CHOICES } from './profile-statements.js';
import { NOBODY_ASKED } from './user-management.js';

const ENTRY_BYTES = 320;
/** Of a rule in memory, by the sealed form's length: measured generously. */
const BYTES_A_CHARACTER = 3;
/** Whoever changes their mind more often has what came before passed over in answers as of an earlier moment. */
const MOST_CHOICES = 1000;

interface Kept {
  readonly choices: Choices;
  /** What of them are defaults, for which User Management may know better. */
  readonly lacks: Lacking;
  readonly bytes: number;
}

interface Lacking {
  readonly zone: boolean;
  readonly strategy: boolean;
}

/** What is on record, by name. */
interface Chosen {
  readonly timezone?: unknown;
  readonly whitelistStrategy?: unknown;
  readonly rules?: unknown;
  readonly phoneNumber?: unknown;
}

/** What events and verdicts must know of a user's preferences, behind a cache that forgets a user when told of a change. */
export class CachedChoices implements UserZones, UserChoices {
  private readonly known: Cache<Kept>;
  private readonly missing = new Gathered((userIds) => this.read(userIds));
  private changes = 0;

  constructor(
    private readonly sources: { readonly database: Database; readonly history: PreferenceHistory; readonly keyring: Keyring; readonly told?: ToldPreferences },
    caches: Caches,
    private readonly defaults: Omit<Choices, 'rules'>,
  ) {
    this.known = caches.create(0.1, ({ bytes }) => bytes);
  }

  async zonesOf(userIds: readonly number[]): Promise<string[]> {
    const kept = await this.keptOf(userIds);
    return kept.map(({ choices, lacks }, at) => (lacks.zone ? (this.told(userIds[at] as number).timezone ?? choices.zone) : choices.zone));
  }

  async choicesOf(userId: number): Promise<Choices> {
    const [kept] = await this.keptOf([userId]);
    const { choices, lacks } = kept as Kept;
    return this.completed(choices, lacks, userId);
  }

  async choicesAt(userId: number, asOfMs: number): Promise<Choices> {
    const events = await this.sources.history.ofUser(userId, asOfMs, MOST_CHOICES);
    const chosen = latestChoices(events, EVENT_KINDS.preferences, this.sources.keyring).map(({ name, value }) => [name, value]);
    const then = Object.fromEntries(chosen) as Chosen;
    // Of what was told nobody keeps a history: what is known now is the best there is.
    return this.completed(this.choicesFrom(then), lackingIn(then), userId);
  }

  /** @param userId surrogate id as text; empty to forget everyone, after changes may have been missed. */
  forget(userId: string): void {
    this.changes++;
    if (userId === '') this.known.clear();
    else this.known.delete(userId);
  }

  private told(userId: number): ReturnType<ToldPreferences['of']> {
    return (this.sources.told ?? NOBODY_ASKED).of(userId);
  }

  private completed(choices: Choices, { zone, strategy }: Lacking, userId: number): Choices {
    if (!zone && !strategy) return choices;
    const { timezone, whitelistStrategy } = this.told(userId);
    if (timezone === undefined && whitelistStrategy === undefined) return choices;
    return { ...choices, ...(zone && timezone !== undefined && { zone: timezone }), ...(strategy && whitelistStrategy !== undefined && { strategy: whitelistStrategy }) };
  }

  private async keptOf(userIds: readonly number[]): Promise<Kept[]> {
    const cached = userIds.map((userId) => this.known.get(String(userId)));
    const missing = userIds.filter((_, index) => cached[index] === undefined);
    if (missing.length === 0) return cached as Kept[];
    const { changes } = this;
    const found = await this.missing.find(missing.map(String));
    // What changed meanwhile may have been read as it was before.
    if (changes === this.changes) for (const userId of missing) this.known.set(String(userId), found.get(String(userId)) as Kept);
    return userIds.map((userId, index) => cached[index] ?? (found.get(String(userId)) as Kept));
  }

  private async read(userIds: readonly string[]): Promise<Map<string, Kept>> {
    const rows = await this.sources.database.rows(CHOICES, [plain(userIds)]);
    const found = new Map(rows.map(([userId, ...cells]) => [String(userId), cells as (string | null)[]]));
    return new Map(userIds.map((userId) => [userId, this.keptFrom(found.get(userId) ?? [])]));
  }

  private keptFrom([timezone, whitelistStrategy, sealed, number]: readonly (string | null | undefined)[]): Kept {
    const rules = sealed == null ? undefined : { sealed };
    const lacks = lackingIn({ timezone, whitelistStrategy });
    return { choices: this.choicesFrom({ timezone, whitelistStrategy, rules, phoneNumber: { sealed: number } }), lacks, bytes: ENTRY_BYTES + BYTES_A_CHARACTER * (sealed?.length ?? 0) };
  }

  private choicesFrom({ timezone, whitelistStrategy, [RULES]: rules, [PHONE_NUMBER]: sealed }: Chosen): Choices {
    const strategy: WhitelistStrategy = STRATEGIES.find((name) => name === whitelistStrategy) ?? this.defaults.strategy;
    const { keyring } = this.sources;
    const number = openOwnNumber(sealed, keyring);
    const choices = { zone: (timezone as string | null | undefined) ?? this.defaults.zone, strategy, rules: openRules(rules, keyring) };
    // Of the number itself nothing stays in memory.
    return number === undefined ? choices : { ...choices, ownLine: ownLineOf(number, keyring) };
  }
}

function lackingIn({ timezone, whitelistStrategy }: Chosen): Lacking {
  return { zone: timezone == null, strategy: !(STRATEGIES as readonly unknown[]).includes(whitelistStrategy) };
}
