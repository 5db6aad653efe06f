import type { ListedEntry } from '#callers';
import type { Rule } from '#callers/core';
import { AppError } from '#kernel';
import type { SetPreferences } from '#profiles';
import type { Action } from '../core/index.js';
import { adviceOf, NOW_MS, recommendationOf } from './recommendations.fixture.js';
import { SettingsOfAdvice } from './settings-of-advice.js';

type AllPreferences = Awaited<ReturnType<SetPreferences['execute']>>;

const rule = (id: string): Rule => ({ id, enabled: true, when: { number: '+8695*' }, then: 'block' });
const PREFERENCES: AllPreferences = { timezone: 'UTC', language: 'en', whitelistStrategy: 'moderate', shareAnalytics: true, reports: ['weekly'], phoneNumber: null };
const entryFrom = (source: ListedEntry['source'], sinceMs: number): ListedEntry =>
  ({ id: 'e', phoneNumber: '+8613800138000' as ListedEntry['phoneNumber'], kind: 'permanent', state: 'active', source, reason: { code: 'x', text: 'x' }, sinceMs, expiresMs: null });

/** A user's settings; what is written counts at once, or never (`isFolded` false). */
function bench(isFolded = true) {
  const user = { preferences: PREFERENCES, rules: [rule('a'), rule('b')] as readonly Rule[], entry: entryFrom('learned', 1) as ListedEntry | undefined, undone: [] as string[] };
  const settings = new SettingsOfAdvice({
    preferences: { execute: async () => user.preferences },
    setPreferences: {
      execute: async (_id, change) => {
        const next = { ...user.preferences, ...change };
        if (isFolded) user.preferences = next;
        return next;
      },
    },
    rules: {
      get: async () => user.rules,
      replace: async (_id, given) => {
        const { rules } = given as { readonly rules: readonly Rule[] };
        if (isFolded) user.rules = rules;
        return rules;
      },
    },
    entries: { one: async () => user.entry },
    whitelist: {
      add: async () => (user.entry = entryFrom('manual', NOW_MS)), confirm: async () => (user.entry = entryFrom('confirmed', NOW_MS)),
      undo: async (_id, _entry, key) => void user.undone.push(String(key)),
    },
    clock: { now: () => NOW_MS },
  });
  const owned = (action: Action) => recommendationOf('r', { advice: adviceOf('r', { action }), implementedMs: 7 });
  const done = async (action: Action) => {
    const before = await settings.before('u-1', owned(action));
    return settings.apply('u-1', owned(action), before);
  };
  return { user, settings, owned, done };
}

const ACTIONS: readonly [name: string, action: Action][] = [
  ['a strategy', { type: 'strategy', strategy: 'strict' }], ['a preference', { type: 'preference', name: 'shareAnalytics', value: false }], ['a rule more', { type: 'rule', rule: rule('c') }],
  ['a rule in the place of its like', { type: 'rule', rule: { ...rule('a'), then: 'allow' } }], ['a rule fewer', { type: 'rule', removeRule: 'a' }], ['quiet hours', { type: 'quiet_hours', rule: rule('q') }],
];
const code = (error: unknown): string => (error instanceof AppError ? error.code : String(error));

describe('a setting', () => {
  it.each(ACTIONS)('is changed, and is what it was once taken back: %s', async (_name, action) => {
    const { user, settings, owned, done } = bench();
    const [preferences, rules] = [user.preferences, user.rules];
    const before = await done(action);
    expect([user.preferences, user.rules]).not.toEqual([preferences, rules]);
    for (let time = 0; time < 2; time++) await settings.restore('u-1', owned(action), before);
    expect([user.preferences, user.rules]).toEqual([preferences, rules]);
  });

  it.each(ACTIONS)('can be taken back before the change counts: %s', async (_name, action) => {
    const { settings, owned, done } = bench(false);
    await expect(settings.restore('u-1', owned(action), await done(action))).resolves.toBeUndefined();
  });

  it.each(ACTIONS)('that the user changed otherwise since is left to them: %s', async (_name, action) => {
    const { user, settings, owned, done } = bench();
    const before = await done(action);
    const theirs = [rule('theirs')];
    user.preferences = { ...user.preferences, whitelistStrategy: 'permissive', shareAnalytics: null as never };
    user.rules = theirs;
    expect(await settings.restore('u-1', owned(action), before).catch(code)).toBe('setting_changed');
    expect([user.preferences.whitelistStrategy, user.rules]).toEqual(['permissive', theirs]);
  });
});

describe('a whitelist entry', () => {
  it.each(['confirm', 'add'] as const)('is made by %s, and taken back by one undo, however often it is asked', async (change) => {
    const action: Action = { type: 'whitelist_entry', change, entryId: 'e', number: '+8613800138000' };
    const { user, settings, owned, done } = bench();
    const before = await done(action);
    expect(before.put).toBe(NOW_MS);
    for (let time = 0; time < 2; time++) await settings.restore('u-1', owned(action), before);
    expect(user.undone).toEqual(['r.7', 'r.7']);
  });

  it.each([['renewed', entryFrom('manual', NOW_MS + 1)], ['taken off', undefined]])('that was %s since is left alone', async (_name, entry) => {
    const action: Action = { type: 'whitelist_entry', change: 'add', entryId: 'e', number: '+8613800138000' };
    const { user, settings, owned, done } = bench();
    const before = await done(action);
    user.entry = entry;
    expect(await settings.restore('u-1', owned(action), before).catch(code)).toBe('setting_changed');
    expect(user.undone).toEqual([]);
  });
});

it('advice that changes nothing has nothing to take back', async () => {
  const { settings, owned, done } = bench();
  expect(await done({ type: 'none' })).toEqual({ value: null, put: null });
  await expect(settings.restore('u-1', owned({ type: 'none' }), { value: null, put: null })).resolves.toBeUndefined();
});
