import { isDeepStrictEqual } from 'node:util';
import { ChangeWhitelist, ListEntries } from '#callers';
import { withoutRule, withRule, type Rule } from '#callers/core';
import { AppError, type Clock } from '#kernel';
import type { E164 } from '#privacy';
import { GetPreferences, SetPreferences, UserRules, type Preferences } from '#profiles';
import type { Action } from '../core/index.js';
import type { Before, Recommendation } from './recommendation.js';

/** The use cases that settings are read and changed by: the same that serve the user's own hand. */
export interface SettingsUseCases {
  readonly preferences: Pick<GetPreferences, 'execute'>;
  readonly setPreferences: Pick<SetPreferences, 'execute'>;
  readonly rules: Pick<UserRules, 'get' | 'replace'>;
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

function rulesAfter(rules: readonly Rule[], action: Extract<Action, { type: 'rule' | 'quiet_hours' }>): readonly Rule[] {
  return 'removeRule' in action ? withoutRule(rules, action.removeRule) : withRule(rules, action.rule);
}

/** Does to a user's settings what advice says, and takes it back. What was changed counts once it is folded, a moment later. */
export class SettingsOfAdvice {
  constructor(private readonly useCases: SettingsUseCases) {}

  /** What stands, and what the advice would put there. */
  async before(user: string, { userId, advice: { action } }: Owned): Promise<Before> {
    switch (action.type) {
      case 'strategy':
      case 'preference': {
        const { name, value } = choiceOf(action);
        return { value: (await this.useCases.preferences.execute(userId))[name], put: value };
      }
      case 'rule':
      case 'quiet_hours': {
        const rules = await this.useCases.rules.get(user);
        return { value: rules, put: rulesAfter(rules, action) };
      }
      case 'whitelist_entry':
      case 'none': return NOTHING;
    }
  }

  /** Returns what was put there. */
  async apply(user: string, { advice: { action } }: Owned, before: Before): Promise<Before> {
    const { setPreferences, rules } = this.useCases;
    switch (action.type) {
      case 'strategy':
      case 'preference': {
        const { name, value } = choiceOf(action);
        await setPreferences.execute(user, { [name]: value });
        return before;
      }
      case 'rule':
      case 'quiet_hours': return { ...before, put: await rules.replace(user, { rules: before.put }) };
      case 'whitelist_entry': return { ...before, put: await this.changeEntry(user, action) };
      case 'none': return before;
    }
  }

  /** Puts back what stood. Taking back twice leaves the same. @throws AppError `setting_changed` where it is neither as it was before nor as it was put */
  async restore(user: string, owned: Owned, { value, put }: Before): Promise<void> {
    const { userId, advice: { action } } = owned;
    const { preferences, setPreferences, rules } = this.useCases;
    switch (action.type) {
      case 'strategy':
      case 'preference': {
        const { name } = choiceOf(action);
        const now = (await preferences.execute(userId))[name];
        if (now !== value && now !== put) throw changedSince(`${name} was changed`);
        await setPreferences.execute(user, { [name]: value });
        return;
      }
      case 'rule':
      case 'quiet_hours': {
        const now = await rules.get(user);
        // As it was before: what was put is not folded yet, or was taken back by hand.
        if (!isDeepStrictEqual(now, value) && !isDeepStrictEqual(now, put)) throw changedSince('the rules were changed');
        await rules.replace(user, { rules: value });
        return;
      }
      case 'whitelist_entry': return this.restoreEntry(user, owned, action, put);
      case 'none': return;
    }
  }

  private async changeEntry(user: string, { change, entryId, number }: EntryAction): Promise<number> {
    const { whitelist, clock } = this.useCases;
    const now = clock.now();
    const { sinceMs } = change === 'confirm' ? await whitelist.confirm(user, entryId, now) : await whitelist.add(user, number as E164, {}, now);
    return sinceMs;
  }

  private async restoreEntry(user: string, { id, implementedMs }: Owned, { entryId }: EntryAction, put: unknown): Promise<void> {
    const { whitelist, entries, clock } = this.useCases;
    const entry = await entries.one(user, entryId, clock.now());
    const isOurs = entry?.source === 'learned' || entry?.sinceMs === put;
    if (!isOurs) throw changedSince('the whitelist entry was changed');
    await whitelist.undo(user, entryId, `${id}.${implementedMs ?? 0}`);
  }
}
