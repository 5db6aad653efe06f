import { Keyring } from '#privacy';
import { EVENT_KINDS } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import type { Preferences } from '../core/preferences.js';
import { GetPreferences } from './get-preferences.js';
import { GetUserProfile } from './get-user-profile.js';
import { SetPreferences } from './set-preferences.js';
import { UserReadModel, type StoredUser } from './user-read-model.js';

const DEFAULTS: Preferences = { timezone: 'Asia/Shanghai', language: 'zh-CN', whitelistStrategy: 'moderate', shareAnalytics: false, reports: ['weekly'] };
const keyring = new Keyring('a key for tests of more than 32 characters');

const STORED: StoredUser = {
  contacts: 4, chosen: {}, quarters: [{ quarter: NOW_MS / 900_000, calls: 13 }],
  state: { incoming: [5, 1, 2, 0, 2], outgoing: [3, 0, 0, 0, 0], timedAnswered: 8, answeredMs: 400_000, interactions: 1, securityEvents: 0, firstMs: NOW_MS - 864_000_000, lastMs: NOW_MS },
};

class FakeReadModel extends UserReadModel {
  stored: StoredUser | undefined = STORED;
  chosen: Record<string, unknown> = {};

  async find(): Promise<StoredUser | undefined> {
    return this.stored && { ...this.stored, chosen: this.chosen };
  }

  async preferences(): Promise<Partial<Record<string, unknown>>> {
    return this.chosen;
  }
}

describe('the profile of a user', () => {
  const users = new FakeReadModel();
  const identities = new MemoryIdentities();
  let spam = 3;
  const profile = new GetUserProfile(identities, users, { execute: async () => spam } as never, new GetPreferences(users, { told: { of: () => ({}) }, defaults: DEFAULTS }));
  beforeEach(() => {
    Object.assign(users, { stored: STORED, chosen: {} });
    spam = 3;
  });

  it('is unknown for one never seen, and for one who was only ever named', async () => {
    await expect(profile.execute('u-1', NOW_MS)).rejects.toMatchObject({ code: 'user_unknown', kind: 'not-found' });
    await identities.registerUsers(['u-1']);
    users.stored = undefined;
    await expect(profile.execute('u-1', NOW_MS)).rejects.toMatchObject({ code: 'user_unknown' });
  });

  it('is put together from what is stored, what was chosen and what is spam', async () => {
    await identities.registerUsers(['u-1']);
    users.chosen = { timezone: 'UTC', whitelistStrategy: 'strict', language: 7 };
    const hourly = new Array<number>(24).fill(0);
    hourly[10] = 13;
    expect(await profile.execute('u-1', NOW_MS)).toEqual({
      userId: 'u-1', timezone: 'UTC', firstSeenMs: STORED.state.firstMs, lastSeenMs: NOW_MS,
      calls: { total: 13, incoming: 10, outgoing: 3, answered: 8, rejected: 1, missed: 2, transferred: 0, aiHandled: 2, spam: 3 },
      callsPerDay: 1.3, answerRate: 0.5, averageDurationSeconds: 50, hourly, contacts: 4, interactionStyle: 'selective',
      preferences: { language: 'zh-CN', whitelistStrategy: 'strict', shareAnalytics: false, reports: ['weekly'] }, risk: { spamExposure: 0.3, level: 'medium' },
    });
  });

  it('has null for what has no denominator, and every key', async () => {
    await identities.registerUsers(['u-1']);
    spam = 0;
    users.stored = { ...STORED, contacts: 0, state: { ...STORED.state, incoming: [0, 0, 0, 0, 0], outgoing: [0, 0, 0, 0, 0], timedAnswered: 0, answeredMs: 0 } };
    expect(await profile.execute('u-1', NOW_MS)).toMatchObject({ callsPerDay: null, answerRate: null, averageDurationSeconds: null, interactionStyle: null, risk: { spamExposure: null, level: null } });
  });
});

describe('choosing preferences', () => {
  const bench = () => {
    const log = new MemoryLog(new FixedClock(NOW_MS));
    const users = new FakeReadModel();
    const identities = new MemoryIdentities();
    return { log, users, identities, set: new SetPreferences(identities, users, new MemoryEventLog(log), keyring, { clock: new FixedClock(NOW_MS), region: 'CN' }, { told: { of: () => ({}) }, defaults: DEFAULTS }) };
  };

  it('becomes a fact in the log, sealed, and answers how all of them will stand', async () => {
    const { log, users, identities, set } = bench();
    users.chosen = { language: 'de', shareAnalytics: true };
    expect(await set.execute('u-1', { timezone: 'Europe/Berlin', shareAnalytics: false })).toEqual({ timezone: 'Europe/Berlin', language: 'de', whitelistStrategy: 'moderate', shareAnalytics: false, reports: ['weekly'], phoneNumber: null });
    expect(log.events).toMatchObject([{ kind: EVENT_KINDS.preferences, userId: await identities.findUser('u-1'), occurredAtMs: NOW_MS }]);
    expect(JSON.parse(keyring.open('details', Buffer.from(log.events[0]?.details ?? [])))).toEqual({ timezone: 'Europe/Berlin', shareAnalytics: false });
  });

  it('keeps the user’s own number sealed, also within the sealed event, and takes it back', async () => {
    const { log, set } = bench();
    const detailsOf = (index: number) => JSON.parse(keyring.open('details', Buffer.from(log.events[index]?.details ?? []))) as { phoneNumber: { sealed: string | null } };
    expect(await set.execute('u-1', { phoneNumber: '139 0013 9000' })).toMatchObject({ phoneNumber: '+8613900139000', language: 'zh-CN' });
    const { sealed } = detailsOf(0).phoneNumber;
    expect([sealed?.includes('139'), keyring.open('details', Buffer.from(sealed ?? '', 'base64'))]).toEqual([false, '+8613900139000']);
    expect(await set.execute('u-1', { phoneNumber: null, language: 'de' })).toMatchObject({ phoneNumber: null, language: 'de' });
    expect(detailsOf(1)).toEqual({ phoneNumber: { sealed: null }, language: 'de' });
  });

  it.each([[5], ['12'], ['nobody'], [{}]])('refuses %p as the user’s own number', async (phoneNumber) => {
    const { log, set } = bench();
    await expect(set.execute('u-1', { phoneNumber, language: 5 })).rejects.toMatchObject({ code: 'input_invalid', errors: [{ path: 'language' }, { path: 'phoneNumber' }] });
    await expect(set.execute('u-1', { phoneNumber })).rejects.toMatchObject({ errors: [{ path: 'phoneNumber' }] });
    expect(log.events).toEqual([]);
  });

  it('changes nothing where something is wrong with it', async () => {
    const { log, identities, set } = bench();
    await expect(set.execute('u-1', { timezone: 'UTC', language: 5 })).rejects.toMatchObject({ code: 'input_invalid', kind: 'invalid', errors: [{ path: 'language' }] });
    await expect(set.execute('u-1', {})).rejects.toMatchObject({ code: 'input_invalid' });
    expect([log.events, await identities.findUser('u-1')]).toEqual([[], undefined]);
  });
});
