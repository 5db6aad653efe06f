import { Keyring } from '#privacy';
import { PreferenceHistory } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { latestChoices } from './choice-events.js';
import { openRules, RULES, sealRules } from './sealed-rules.js';
import { UserReadModel, type StoredUser } from './user-read-model.js';
import { UserRules } from './user-rules.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const RULE = { id: 'a', enabled: true, when: { number: '+8613800138000' }, then: 'block' } as const;

class FakeReadModel extends UserReadModel {
  chosen: Record<string, unknown> = {};

  async find(): Promise<StoredUser | undefined> {
    return undefined;
  }

  async preferences(): Promise<Partial<Record<string, unknown>>> {
    return this.chosen;
  }
}

/** The choices in a log, latest first. */
class LogChoices extends PreferenceHistory {
  constructor(private readonly log: MemoryLog) {
    super();
  }

  async ofUser(userId: number): Promise<readonly StoredEvent[]> {
    return this.log.events.filter((event) => event.userId === userId).reverse();
  }
}

function bench() {
  const log = new MemoryLog(new FixedClock(NOW_MS));
  const users = new FakeReadModel();
  const identities = new MemoryIdentities();
  return { log, users, identities, rules: new UserRules(identities, users, { events: new MemoryEventLog(log), choices: new LogChoices(log) }, keyring, { clock: new FixedClock(NOW_MS), region: 'CN' }) };
}

describe('replacing the rules of a user', () => {
  it('is a fact in the log, sealed, and what is folded from it is sealed still', async () => {
    const { log, users, identities, rules } = bench();
    expect(await rules.replace('u-1', { rules: [{ id: 'a', when: { number: '138 0013 8000' }, then: 'block' }] })).toEqual([RULE]);
    expect(log.events).toMatchObject([{ kind: EVENT_KINDS.preferences, userId: await identities.findUser('u-1'), occurredAtMs: NOW_MS }]);
    const stored = log.events.map((event) => ({ ...event, position: 1, receivedAtMs: NOW_MS }));
    const [choice] = latestChoices(stored, EVENT_KINDS.preferences, keyring);
    expect(choice).toMatchObject({ name: RULES, value: { sealed: expect.any(String) } });
    expect(openRules(choice?.value, keyring)).toEqual([RULE]);
    users.chosen = { [RULES]: choice?.value };
    expect(await rules.get('u-1')).toEqual([RULE]);
  });

  it('changes nothing where something is wrong with them', async () => {
    const { log, identities, rules } = bench();
    await expect(rules.replace('u-1', { rules: [{ ...RULE, when: { number: '0*' } }] })).rejects.toMatchObject({ code: 'input_invalid', kind: 'invalid', errors: [{ path: 'rules.0.when.number' }] });
    expect([log.events, await identities.findUser('u-1')]).toEqual([[], undefined]);
  });
});

describe('changing the rules of a user', () => {
  const named = (id: string) => ({ ...RULE, id });
  const idsOf = (rules: readonly { readonly id: string }[]): string[] => rules.map(({ id }) => id);

  it('at once by several loses none of it, though nothing is folded, and each change is later than the one it follows', async () => {
    const { log, rules } = bench();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(ids.map((id) => rules.change('u-1', (standing) => [...standing, named(id)])));
    expect(idsOf(await rules.latest('u-1')).sort()).toEqual(ids);
    expect(log.events.map(({ occurredAtMs }) => occurredAtMs - NOW_MS)).toEqual([0, 1, 2, 3, 4]);
  });

  it('while they are replaced keeps either the change upon what was put, or what was put', async () => {
    const { log, rules } = bench();
    await rules.replace('u-1', { rules: [named('old')] });
    await Promise.all([rules.change('u-1', (standing) => [...standing, named('advice')]), rules.replace('u-1', { rules: [named('mine')] })]);
    expect([['mine'], ['mine', 'advice']]).toContainEqual(idsOf(await rules.latest('u-1')));
    expect(log.events).toHaveLength(3);
  });

  it('goes on from what is folded where the log holds no list any more', async () => {
    const { users, rules, identities } = bench();
    await identities.registerUsers(['u-1']);
    users.chosen = { [RULES]: sealRules([named('old')], keyring) };
    expect(idsOf(await rules.change('u-1', (standing) => [...standing, named('new')]))).toEqual(['old', 'new']);
  });

  it('to what stands, or to what is not valid, records nothing', async () => {
    const { log, rules } = bench();
    expect(await rules.change('u-1', (standing) => standing)).toEqual([]);
    await expect(rules.change('u-1', () => Array.from({ length: 101 }, (_, at) => named(String(at))))).rejects.toMatchObject({ code: 'input_invalid' });
    expect(log.events).toEqual([]);
  });
});

it('a user who never had rules has none, and asking leaves no trace', async () => {
  const { identities, rules } = bench();
  expect(await rules.get('u-1')).toEqual([]);
  expect(await identities.findUser('u-1')).toBeUndefined();
  await identities.registerUsers(['u-1']);
  expect(await rules.get('u-1')).toEqual([]);
});
