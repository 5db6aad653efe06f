import { AppError, type Clock } from '#kernel';
import { readRules, type Rule } from '#callers/core';
import { numberPattern, type Identities, type Keyring } from '#privacy';
import { idempotentEventId, type EventLog, type PreferenceHistory } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { latestChoices } from './choice-events.js';
import { openRules, RULES, sealRules, type SealedRules } from './sealed-rules.js';
import type { UserReadModel } from './user-read-model.js';

/** Of a user's choices in the log; what is older is folded, unless the fold stood still for as many. */
const LATEST_CHOICES = 1000;
/** How often a change that others came before is made anew. */
const MOST_TURNS = 100;

/** The latest list that was said, folded or not. */
interface Said {
  readonly rules: readonly Rule[];
  /** As it was sealed, which no two lists are alike in; empty where there never was one. */
  readonly sealed: string;
  readonly chosenAtMs: number;
}

/** The rules of a user: read as they stand, replaced as a whole, or changed as they were said last. */
export class UserRules {
  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly log: { readonly events: EventLog; readonly choices: PreferenceHistory },
    private readonly keyring: Keyring,
    private readonly settings: { readonly clock: Clock; readonly region: string },
  ) {}

  async get(userId: string): Promise<readonly Rule[]> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) return [];
    const { [RULES]: value } = await this.users.preferences(id);
    return openRules(value, this.keyring);
  }

  /** The rules as they were said last, also where that is not folded yet. */
  async latest(userId: string): Promise<readonly Rule[]> {
    const id = await this.identities.findUser(userId);
    return id === undefined ? [] : (await this.said(id)).rules;
  }

  /** Records the rules as a fact in the log; the fold makes them effective a moment later. Returns them as they will stand. @throws AppError `input_invalid`, `rules_busy` */
  async replace(userId: string, given: unknown): Promise<readonly Rule[]> {
    const rules = this.checked(given);
    return this.put(userId, () => rules);
  }

  /**
   * Changes the rules as they were said last; of changes made at once none is lost. Returns the list as it will stand.
   * @param change may be called several times; where it returns what it was given nothing is recorded
   * @throws AppError `input_invalid`, `rules_busy`
   */
  change(userId: string, change: (standing: readonly Rule[]) => readonly Rule[]): Promise<readonly Rule[]> {
    return this.put(userId, (standing) => {
      const next = change(standing);
      return next === standing ? standing : this.checked({ rules: next });
    });
  }

  private checked(given: unknown): readonly Rule[] {
    const read = readRules(given, (written) => numberPattern(written, this.settings.region));
    if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the rules are not valid', { errors: read.errors });
    return read.value;
  }

  private async put(userId: string, next: (standing: readonly Rule[]) => readonly Rule[]): Promise<readonly Rule[]> {
    const [id] = await this.identities.registerUsers([userId]);
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const said = await this.said(id as number);
      const rules = next(said.rules);
      if (rules === said.rules || (await this.follows(id as number, said, rules))) return rules;
    }
    throw new AppError('rules_busy', 'unavailable', 'the rules of this user are being changed too often; try again', { retryAfterSeconds: 1 });
  }

  /**
   * Compare and set by the log itself: the id of an event is made from the list that it follows, and of two events of one id the log keeps
   * the first. Whoever came second finds another list under that id, and has changed nothing.
   */
  private async follows(id: number, { sealed, chosenAtMs }: Said, rules: readonly Rule[]): Promise<boolean> {
    const eventId = idempotentEventId(this.keyring, ['rules', id, sealed]);
    // Sealed twice: what is folded from the event stays sealed in its table, and the same in every replay.
    const details = this.keyring.seal('details', JSON.stringify({ [RULES]: sealRules(rules, this.keyring) }));
    // Later than the list it follows, also where clocks differ: the latest choice counts.
    const occurredAtMs = Math.max(this.settings.clock.now(), chosenAtMs + 1);
    await this.log.events.append([{ eventId, kind: EVENT_KINDS.preferences, userId: id, occurredAtMs, details }]);
    const kept = (await this.choices(id)).find((event) => event.eventId === eventId);
    return kept?.details !== undefined && details.equals(kept.details);
  }

  private async said(id: number): Promise<Said> {
    const [stored, events] = await Promise.all([this.users.preferences(id), this.choices(id)]);
    const latest = latestChoices(events, EVENT_KINDS.preferences, this.keyring).find(({ name }) => name === RULES);
    const value = (latest?.value ?? stored[RULES]) as SealedRules | undefined;
    return { rules: openRules(value, this.keyring), sealed: value?.sealed ?? '', chosenAtMs: latest?.chosenAtMs ?? 0 };
  }

  private choices(id: number): ReturnType<PreferenceHistory['ofUser']> {
    return this.log.choices.ofUser(id, Number.MAX_SAFE_INTEGER, LATEST_CHOICES);
  }
}
