import { ChangeWhitelist, ListEntries } from '#callers';
import type { Rule } from '#callers/core';
import { AppError, type Clock } from '#kernel';
import type { E164 } from '#privacy';
import { GetPreferences, SetPreferences, UserRules, type Preferences } from '#profiles';
import type { Action } from '../core/index.js';
import { inTheWay, unlessInTheWay } from './in-the-way.js';
import type { Before, Recommendation } from './recommendation.js';
import { isAsAdvised, isThere, withAdvice, withoutAdvice, type RuleAction } from './rule-part.js';

/** The use cases that settings are read and changed by: the same that serve the user's own hand. */
export interface SettingsUseCases {
  readonly preferences: Pick<GetPreferences, 'execute'>;
  readonly setPreferences: Pick<SetPreferences, 'execute'>;
  readonly rules: Pick<UserRules, 'latest' | 'change'>;
  readonly entries: Pick<ListEntries, 'one'>;
  readonly whitelist: Pick<ChangeWhitelist, 'add' | 'confirm' | 'undo'>;
  readonly clock: Clock;
}

type Owned = Pick<Recommendation, 'id' | 'userId' | 'advice' | 'implementedMs'>;
type EntryAction = Extract<Action, { type: 'whitelist_entry' }>;
type ChoiceAction = Extract<Action, { type: 'strategy' | 'preference' }>;

const NOTHING: Before = { value: null, put: null };

function changedSince(what: string): AppError {
  return new AppError('setting_changed', 'conflict', `${what} since this recommendation was implemented; change the setting itself`);
}

function choiceOf(action: ChoiceAction): { readonly name: keyof Preferences; readonly value: unknown } {
  return action.type === 'strategy' ? { name: 'whitelistStrategy', value: action.strategy } : { name: action.name, value: action.value };
}

const rulesOf = (rules: unknown): readonly Rule[] => rules as readonly Rule[];

/**
 * What stood before advice was begun: by an earlier try, where what stands now may be that try's work, else what stands now.
 * @param begun what an earlier try found, null where there was none
 */
export function stoodBefore(action: Action, begun: Before | null, now: Before): Before {
  switch (action.type) {
    case 'strategy':
    case 'preference': return begun !== null && now.value === now.put ? begun : now;
    case 'rule':
    case 'quiet_hours': return begun !== null && isAsAdvised(rulesOf(now.value), action) ? begun : now;
    case 'whitelist_entry':
    case 'none': return begun ?? now;
  }
}

/** What stands in the end where advice was implemented twice at once: of a whitelist entry the later word. */
export function putLast(first: Before | null, second: Before): Before {
  if (first === null || typeof first.put !== 'number') return first ?? second;
  return first.put > (second.put as number) ? first : second;
}

/** Does to a user's settings what advice says, and takes it back. What was changed counts once it is folded, a moment later. */
export class SettingsOfAdvice {
  constructor(private readonly useCases: SettingsUseCases) {}

  /** What stands, and what the advice would put there. @throws AppError `whitelist_entry_gone` */
  async before(user: string, { userId, advice: { action } }: Owned): Promise<Before> {
    const { preferences, rules, entries, clock } = this.useCases;
    switch (action.type) {
      case 'strategy':
      case 'preference': {
        const { name, value } = choiceOf(action);
        return { value: (await preferences.execute(userId))[name], put: value };
      }
      case 'rule':
      case 'quiet_hours': {
        const standing = await rules.latest(user);
        return { value: standing, put: withAdvice(standing, action) };
      }
      case 'whitelist_entry': {
        const entry = await entries.one(user, action.entryId, clock.now());
        if (entry === undefined) throw inTheWay(action);
        return { value: entry.source === 'learned' ? null : entry.sinceMs, put: null };
      }
      case 'none': return NOTHING;
    }
  }

  /** Returns what stood, and what was put there. Doing it twice leaves the same. @throws AppError of kind `conflict` that names what stands in the way; nothing is changed then */
  apply(user: string, { advice: { action } }: Owned, before: Before): Promise<Before> {
    return unlessInTheWay(action, async () => {
      switch (action.type) {
        case 'strategy':
        case 'preference': {
          const { name, value } = choiceOf(action);
          await this.useCases.setPreferences.execute(user, { [name]: value });
          return before;
        }
        case 'rule':
        case 'quiet_hours': return this.applyRule(user, action, rulesOf(before.value));
        // Theirs by now, by their own hand.
        case 'whitelist_entry': return before.value === null ? { ...before, put: await this.changeEntry(user, action) } : { ...before, put: before.value };
        case 'none': return before;
      }
    });
  }

  /** Puts back what stood, of what the advice changed. Taking back twice leaves the same. @throws AppError `setting_changed` where that is neither as it was before nor as it was put */
  restore(user: string, owned: Owned, before: Before): Promise<void> {
    const { advice: { action } } = owned;
    return unlessInTheWay(action, async () => {
      switch (action.type) {
        case 'strategy':
        case 'preference': return this.restoreChoice(user, owned, choiceOf(action).name, before);
        case 'rule':
        case 'quiet_hours': return this.restoreRule(user, action, before);
        case 'whitelist_entry': return this.restoreEntry(user, owned, action, before);
        case 'none': return;
      }
    });
  }

  private async applyRule(user: string, action: RuleAction, stood: readonly Rule[]): Promise<Before> {
    let value = stood;
    const put = await this.useCases.rules.change(user, (standing) => {
      if (!isAsAdvised(standing, action)) {
        value = standing;
        return withAdvice(standing, action);
      }
      if ('removeRule' in action && !isThere(stood, action)) throw new AppError('rule_gone', 'conflict', 'the rule that this recommendation speaks of is there no more');
      return standing;
    });
    return { value, put };
  }

  private async changeEntry(user: string, { change, entryId, number }: EntryAction): Promise<number> {
    const { whitelist, clock } = this.useCases;
    const now = clock.now();
    const { sinceMs } = change === 'confirm' ? await whitelist.confirm(user, entryId, now) : await whitelist.add(user, number as E164, {}, now);
    return sinceMs;
  }

  private async restoreChoice(user: string, { userId }: Owned, name: keyof Preferences, { value, put }: Before): Promise<void> {
    const now = (await this.useCases.preferences.execute(userId))[name];
    if (now !== value && now !== put) throw changedSince(`${name} was changed`);
    await this.useCases.setPreferences.execute(user, { [name]: value });
  }

  private async restoreRule(user: string, action: RuleAction, { value, put }: Before): Promise<void> {
    await this.useCases.rules.change(user, (standing) => {
      const restored = withoutAdvice(standing, action, { value: rulesOf(value), put: rulesOf(put) });
      if (restored === undefined) throw changedSince('the rule was changed');
      return restored;
    });
  }

  private async restoreEntry(user: string, { id, implementedMs }: Owned, { entryId }: EntryAction, { value, put }: Before): Promise<void> {
    const { whitelist, entries, clock } = this.useCases;
    if (value !== null && value === put) return;
    const entry = await entries.one(user, entryId, clock.now());
    // Older than what was put: that is on its way still, and comes after it.
    const isOurs = entry?.source === 'learned' || (entry !== undefined && entry.sinceMs <= (put as number));
    if (!isOurs) throw changedSince('the whitelist entry was changed');
    await whitelist.undo(user, entryId, `${id}.${implementedMs ?? 0}`);
  }
}
