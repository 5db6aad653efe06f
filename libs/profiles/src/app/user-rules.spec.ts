import { Keyring } from '#privacy';
import { EVENT_KINDS } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { latestChoices } from './choice-events.js';
import { openRules, RULES } from './sealed-rules.js';
import { UserReadModel, type QuarterCalls, type StoredUser } from './user-read-model.js';
import { UserRules } from './user-rules.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const RULE = { id: 'a', enabled: true, when: { number: '+8613800138000' }, then: 'block' } as const;

class FakeReadModel extends UserReadModel {
  chosen: Record<string, unknown> = {};

  async find(): Promise<StoredUser | undefined> {
    return undefined;
  }

  async callsByQuarter(): Promise<readonly QuarterCalls[]> {
    return [];
  }

  async preferences(): Promise<Partial<Record<string, unknown>>> {
    return this.chosen;
  }
}

function bench() {
  const log = new MemoryLog(new FixedClock(NOW_MS));
  const users = new FakeReadModel();
  const identities = new MemoryIdentities();
  return { log, users, identities, rules: new UserRules(identities, users, new MemoryEventLog(log), keyring, { clock: new FixedClock(NOW_MS), region: 'CN' }) };
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

it('a user who never had rules has none, and asking leaves no trace', async () => {
  const { identities, rules } = bench();
  expect(await rules.get('u-1')).toEqual([]);
  expect(await identities.findUser('u-1')).toBeUndefined();
  await identities.registerUsers(['u-1']);
  expect(await rules.get('u-1')).toEqual([]);
});
