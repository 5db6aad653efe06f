import { Keyring, type E164 } from '#privacy';
import { EVENT_KINDS, type WhitelistStrategy } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../../test/contracts/fixed-clock.fixture.js';
import { memoryActs } from '../../../../../test/contracts/memory-acts.fixture.js';
import { MemoryIdentities } from '../../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../../test/contracts/memory-log.fixture.js';
import type { PairState } from '../../core/index.js';
import type { CallerFacts } from '../caller-read-model.js';
import { DAY_MS, FACTS, FakeCampaigns, FakeReadModel, FakeRingFacts, FakeWhitelists, judging, SPAM, FixedChoices } from '../verdicts.fixture.js';
import { ChangeWhitelist } from './change-whitelist.js';
import { EntriesNow } from './entries-now.js';
import { entryId } from './entry-ids.js';
import { ListEntries } from './list-entries.js';
import { openChange } from './open-change.js';
import { RecordChange } from './record-change.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const number = (index: number): E164 => `+8613800${String(138_000 + index)}` as E164;

/** Dialled twice, or answered twice today. */
const friend = (callerId: number, userId: number): PairState =>
  ({ callerId, userId, made: 0, taken: 2, answered: 2, answeredMs: 60_000, firstMs: NOW_MS - 2 * DAY_MS, lastMs: NOW_MS - DAY_MS, callTimes: [] });
const courier = (callerId: number, userId: number): PairState =>
  ({ callerId, userId, made: 2, taken: 0, answered: 2, answeredMs: 20_000, firstMs: NOW_MS - 9000, lastMs: NOW_MS - 1000, callTimes: [NOW_MS - 1000, NOW_MS - 9000] });

interface Given {
  readonly strategy?: WhitelistStrategy;
  readonly facts?: CallerFacts;
  readonly numbers?: number;
}

async function bench({ strategy = 'moderate', facts = FACTS, numbers = 1 }: Given = {}) {
  const identities = new MemoryIdentities();
  const [user = 0] = await identities.registerUsers(['u-1']);
  const callerIds = await identities.registerPhones(Array.from({ length: numbers }, (_, index) => number(index)));
  const [log, whitelists] = [new MemoryLog(new FixedClock(NOW_MS)), new FakeWhitelists()];
  const choices = new FixedChoices({ zone: 'Asia/Shanghai', strategy, rules: [] });
  const entries = new EntriesNow(whitelists, { identities, ringing: new FakeRingFacts({ callers: new FakeReadModel(facts), whitelists, campaigns: new FakeCampaigns() }) }, choices, judging().judge);
  const learnt = (of: typeof friend, callerId = callerIds[0] as number) => ({ callerId, pair: of(callerId, user), ownLabel: undefined, changes: [] });
  const change = new ChangeWhitelist(identities, whitelists, entries, new RecordChange(new MemoryEventLog(log), keyring, new FixedClock(NOW_MS)), keyring, memoryActs(keyring));
  const list = new ListEntries(identities, entries, keyring);
  return { user, callerIds, log, whitelists, change, list, learnt, id: entryId(keyring, user, callerIds[0] as number) };
}

const opened = ({ events }: MemoryLog) => events.map((event) => openChange(event, keyring));

describe('adding a number', () => {
  it('puts a sealed fact into the log and answers with the entry', async () => {
    const { change, log, user, callerIds, id } = await bench();
    const entry = await change.add('u-1', number(0), { note: 'Mum', expiresMs: NOW_MS + 1 }, NOW_MS);
    expect(entry).toEqual({
      id, phoneNumber: number(0), kind: 'temporary', state: 'active', source: 'manual', reason: { code: 'added', text: 'Mum' }, sinceMs: NOW_MS, expiresMs: NOW_MS + 1,
    });
    expect(log.events).toMatchObject([{ kind: EVENT_KINDS.whitelist, userId: user, subjectId: callerIds[0], occurredAtMs: NOW_MS }]);
    expect(opened(log)).toMatchObject([{ change: 'add', note: 'Mum', expiresMs: NOW_MS + 1 }]);
    expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('Mum');
  });

  it('is refused at ten thousand, but renewing one of them is not', async () => {
    const { change, whitelists, learnt, log } = await bench();
    whitelists.keptBefore = 9999;
    await change.add('u-1', number(1), {}, NOW_MS);
    whitelists.keptBefore = 10_000;
    whitelists.listed = [learnt(friend)];
    await expect(change.add('u-1', number(0), {}, NOW_MS)).rejects.toMatchObject({ code: 'whitelist_full', kind: 'conflict' });
    whitelists.listed = [{ ...learnt(friend), changes: [{ change: 'add', changedMs: NOW_MS - 1, eventId: 'a', expiresMs: null }] }];
    await change.add('u-1', number(0), {}, NOW_MS);
    expect(log.events).toHaveLength(2);
  });
});

describe('confirming', () => {
  it.each([
    ['what lasts makes it stay', friend, { kind: 'permanent', expiresMs: null, reason: { code: 'dialled' } }],
    ['what does not leaves it its end', courier, { kind: 'temporary', expiresMs: Date.UTC(2026, 0, 16, 16), reason: { code: 'answered_twice' } }],
  ] as const)('%s', async (_name, of, expected) => {
    const { change, whitelists, learnt, log, id } = await bench({ strategy: 'strict' });
    whitelists.listed = [learnt(of)];
    expect(await change.confirm('u-1', id, NOW_MS)).toMatchObject({ id, state: 'active', source: 'confirmed', ...expected });
    expect(opened(log)).toMatchObject([{ change: 'confirm', expiresMs: expected.expiresMs, reason: expected.reason }]);
  });

  it('what is confirmed changes nothing', async () => {
    const { change, whitelists, learnt, log, id } = await bench();
    whitelists.listed = [{ ...learnt(friend), changes: [{ change: 'confirm', changedMs: NOW_MS - 1, eventId: 'a', expiresMs: null }] }];
    expect(await change.confirm('u-1', id, NOW_MS)).toMatchObject({ source: 'confirmed', sinceMs: NOW_MS - 1 });
    expect(log.events).toEqual([]);
  });

  it.each([
    ['where nothing was learned', {}, undefined],
    ['where the number is spam to everybody', { facts: SPAM }, friend],
  ])('is refused %s', async (_name, parts, of) => {
    const { change, whitelists, learnt, log, id } = await bench(parts);
    if (of !== undefined) whitelists.listed = [learnt(of)];
    await expect(change.confirm('u-1', id, NOW_MS)).rejects.toMatchObject({ code: 'whitelist_entry_unknown', kind: 'not-found' });
    expect(log.events).toEqual([]);
  });
});

describe('taking off and taking back', () => {
  it('are facts in the log', async () => {
    const { change, log, id } = await bench();
    await change.remove('u-1', id);
    await change.undo('u-1', id, undefined);
    expect(opened(log).map((said) => said.change)).toEqual(['remove', 'undo']);
  });

  it('taking back under one key is one act', async () => {
    const { change, log, id } = await bench();
    for (const key of ['k', 'k', 'l']) await change.undo('u-1', id, key);
    expect(log.events).toHaveLength(2);
    await expect(change.undo('u-1', id, '')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
  });

  it('need an id that was handed out to this user', async () => {
    const { change, id, log } = await bench();
    for (const [user, name] of [['u-2', id], ['u-1', id.toUpperCase()]] as const) {
      for (const act of [() => change.remove(user, name), () => change.undo(user, name, undefined), () => change.confirm(user, name, NOW_MS)]) {
        await expect(act()).rejects.toMatchObject({ code: 'whitelist_entry_unknown' });
      }
    }
    expect(log.events).toEqual([]);
  });
});

describe('the list', () => {
  const asked = { state: 'all', afterId: undefined, asOfMs: NOW_MS } as const;

  it('shows what is learned, with numbers and reasons', async () => {
    const { list, whitelists, learnt, id } = await bench();
    whitelists.listed = [learnt(friend)];
    expect(await list.execute('u-1', asked)).toEqual({ next: null, items: [{
      id, phoneNumber: number(0), kind: 'permanent', state: 'active', source: 'learned', reason: { code: 'dialled', text: 'you called it 2 times' },
      sinceMs: NOW_MS - 2 * DAY_MS, expiresMs: NOW_MS + 179 * DAY_MS,
    }] });
  });

  it('leaves out who is spam to everybody, unless the user added it', async () => {
    const { list, whitelists, learnt } = await bench({ facts: SPAM });
    whitelists.listed = [learnt(friend)];
    expect((await list.execute('u-1', asked))?.items).toEqual([]);
    whitelists.listed = [{ ...learnt(friend), changes: [{ change: 'add', changedMs: 1, eventId: 'a', expiresMs: null }] }];
    expect((await list.execute('u-1', asked))?.items).toMatchObject([{ source: 'manual' }]);
  });

  it('is read in pages of fifty, whatever is left out between', async () => {
    const { list, whitelists, learnt, callerIds } = await bench({ numbers: 260 });
    // Every other number was never heard of again.
    whitelists.listed = callerIds.map((callerId, at) => (at % 2 === 0 ? learnt(friend, callerId) : { callerId, pair: undefined, ownLabel: undefined, changes: [] }));
    const pages: number[] = [];
    const found: string[] = [];
    for (let afterId: string | null | undefined; afterId !== null;) {
      const page = await list.execute('u-1', { ...asked, afterId });
      pages.push(page?.items.length ?? -1);
      found.push(...(page?.items ?? []).map(({ phoneNumber }) => phoneNumber));
      afterId = page?.next ?? null;
    }
    expect(pages).toEqual([50, 50, 30]);
    expect(found).toEqual(callerIds.flatMap((_, at) => (at % 2 === 0 ? [number(at)] : [])));
  });

  it('looks at a thousand numbers for a page and then says where to go on', async () => {
    const { list, whitelists, user, callerIds } = await bench({ numbers: 1001 });
    whitelists.listed = callerIds.map((callerId) => ({ callerId, pair: undefined, ownLabel: undefined, changes: [] }));
    expect(await list.execute('u-1', asked)).toEqual({ items: [], next: entryId(keyring, user, callerIds[999] as number) });
  });

  it('is empty for a user never seen, and knows no places of other lists', async () => {
    const { list, id } = await bench();
    expect(await list.execute('u-9', asked)).toEqual({ items: [], next: null });
    expect(await list.execute('u-9', { ...asked, afterId: id })).toBeUndefined();
    expect(await list.execute('u-1', { ...asked, afterId: 'x' })).toBeUndefined();
  });
});

describe('a number changed a thousand times', () => {
  const spent = async (last: 'add' | 'remove') => {
    const parts = await bench();
    const changes = Array.from({ length: 1000 }, (_, at) => ({ change: at === 999 ? last : 'add', changedMs: at, eventId: String(at), expiresMs: null } as const));
    parts.whitelists.listed = [{ ...parts.learnt(friend), changes }];
    return parts;
  };

  it('can only be taken off', async () => {
    const { change, id, log } = await spent('add');
    for (const act of [() => change.add('u-1', number(0), {}, NOW_MS), () => change.undo('u-1', id, undefined)]) {
      await expect(act()).rejects.toMatchObject({ code: 'whitelist_changes_spent', kind: 'conflict' });
    }
    await change.remove('u-1', id);
    expect(opened(log).map((said) => said.change)).toEqual(['remove']);
  });

  it('is off once it is off', async () => {
    const { change, id, log } = await spent('remove');
    await change.remove('u-1', id);
    expect(log.events).toEqual([]);
  });
});
