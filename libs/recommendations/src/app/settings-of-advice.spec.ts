import type { ListedEntry } from '#callers';
import type { Rule } from '#callers/core';
import { AppError } from '#kernel';
import type { SetPreferences } from '#profiles';
import type { Action } from '../core/index.js';
import { adviceOf, NOW_MS, recommendationOf } from './recommendations.fixture.js';
import { putLast, SettingsOfAdvice, stoodBefore } from './settings-of-advice.js';

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
      latest: async () => user.rules,
      change: async (_id, change) => {
        const rules = change(user.rules);
        if (rules.length > 3) throw new AppError('input_invalid', 'invalid', 'too many');
        return (user.rules = rules);
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
    const theirs = [...(user.rules.some(({ id }) => id === 'a') ? [] : [rule('a')]), ...user.rules].map((one) => ({ ...one, then: 'transfer' as const }));
    user.preferences = { ...user.preferences, whitelistStrategy: 'permissive', shareAnalytics: null as never };
    user.rules = theirs;
    expect(await settings.restore('u-1', owned(action), before).catch(code)).toBe('setting_changed');
    expect([user.preferences.whitelistStrategy, user.rules]).toEqual(['permissive', theirs]);
  });
});

const idsOf = ({ rules }: { readonly rules: readonly Rule[] }): string[] => rules.map(({ id }) => id);
const QUIET: Action = { type: 'quiet_hours', rule: rule('q') };
const FEWER: Action = { type: 'rule', removeRule: 'a' };

describe('a rule', () => {
  it.each([['in the order they were done', [0, 1]], ['the other way round', [1, 0]]])('more and one fewer are taken back %s', async (_name, order) => {
    const { user, settings, owned, done } = bench();
    const actions = [QUIET, FEWER] as const;
    const befores = [await done(QUIET), await done(FEWER)] as const;
    for (const at of order as (0 | 1)[]) await settings.restore('u-1', owned(actions[at]), befores[at]);
    expect(idsOf(user)).toEqual(['a', 'b']);
  });

  it('is taken back whatever else the user did to the list', async () => {
    const { user, settings, owned, done } = bench();
    const [quiet, fewer] = [await done(QUIET), await done(FEWER)];
    user.rules = [rule('mine'), ...user.rules];
    await settings.restore('u-1', owned(QUIET), quiet);
    expect(idsOf(user)).toEqual(['mine', 'b']);
    user.rules = [rule('mine'), rule('last')];
    await settings.restore('u-1', owned(FEWER), fewer);
    expect(idsOf(user)).toEqual(['a', 'mine', 'last']);
  });

  it('comes back behind what stood before it', async () => {
    const { user, settings, owned, done } = bench();
    const action: Action = { type: 'rule', removeRule: 'b' };
    const before = await done(action);
    user.rules = [rule('mine'), rule('a')];
    await settings.restore('u-1', owned(action), before);
    expect(idsOf(user)).toEqual(['mine', 'a', 'b']);
  });

  it('that the user took away is as it was before', async () => {
    const { user, settings, owned, done } = bench();
    const before = await done(QUIET);
    user.rules = [rule('mine')];
    await settings.restore('u-1', owned(QUIET), before);
    expect(idsOf(user)).toEqual(['mine']);
  });

  it('for which there is no room stands in the way of itself, also when it comes back', async () => {
    const { user, settings, owned, done } = bench();
    const fewer = await done(FEWER);
    user.rules = ['b', 'c', 'd'].map(rule);
    expect([await done(QUIET).catch(code), await settings.restore('u-1', owned(FEWER), fewer).catch(code), await done(FEWER).catch(code)]).toEqual(['rules_full', 'rules_full', 'rule_gone']);
    expect(idsOf(user)).toEqual(['b', 'c', 'd']);
  });

  it.each([QUIET, FEWER])('that an earlier try put there is not taken for what stood before: %p', async (action) => {
    const { user, settings, owned, done } = bench();
    const begun = await settings.before('u-1', owned(action));
    await done(action);
    const again = stoodBefore(action, begun, await settings.before('u-1', owned(action)));
    await settings.restore('u-1', owned(action), await settings.apply('u-1', owned(action), again));
    expect(idsOf(user)).toEqual(['a', 'b']);
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

  it.each(['confirm', 'add'] as const)('that the user took off stands in the way of %s', async (change) => {
    const { user, done } = bench();
    user.entry = undefined;
    expect(await done({ type: 'whitelist_entry', change, entryId: 'e', number: '+8613800138000' }).catch(code)).toBe('whitelist_entry_gone');
  });

  it('that is the user’s own by now stays as it is, taken back or not', async () => {
    const action: Action = { type: 'whitelist_entry', change: 'add', entryId: 'e', number: '+8613800138000' };
    const { user, settings, owned, done } = bench();
    const theirs = (user.entry = entryFrom('manual', 5));
    await settings.restore('u-1', owned(action), await done(action));
    expect([user.entry, user.undone]).toEqual([theirs, []]);
  });

  it('is taken back before the later of two words that put it there counts', async () => {
    const action: Action = { type: 'whitelist_entry', change: 'confirm', entryId: 'e', number: '+8613800138000' };
    const { user, settings, owned, done } = bench();
    const before = await done(action);
    user.entry = entryFrom('confirmed', NOW_MS - 1);
    await settings.restore('u-1', owned(action), before);
    expect(user.undone).toEqual(['r.7']);
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

it.each<[string, unknown, unknown, unknown]>([['the later word on an entry', 5, 7, 7], ['also where that was told first', 7, 5, 7], ['of all else what was put first', 'strict', 'strict', 'strict']])(
  'implemented twice at once it is %s that stands', (_name, first, second, put) => expect(putLast({ value: null, put: first }, { value: null, put: second }).put).toBe(put));

it('advice that changes nothing has nothing to take back', async () => {
  const { settings, owned, done } = bench();
  expect(await done({ type: 'none' })).toEqual({ value: null, put: null });
  await expect(settings.restore('u-1', owned({ type: 'none' }), { value: null, put: null })).resolves.toBeUndefined();
});
