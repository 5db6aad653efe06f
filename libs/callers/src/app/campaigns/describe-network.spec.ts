import type { E164 } from '#privacy';
import { MemoryIdentities } from '../../../../../test/contracts/memory-identities.fixture.js';
import { FakeCampaigns } from '../verdicts.fixture.js';
import { describeNetwork } from './describe-network.js';

const NUMBER = '+8613800138000' as E164;

describe('the company of a number', () => {
  it('is told, its numbers masked, without those that are gone', async () => {
    const identities = new MemoryIdentities();
    const [number = 0, other = 0] = await identities.registerPhones([NUMBER, '+8613800138011' as E164]);
    const links = [{ callerId: other, relation: 'script' as const, strength: 0.7 }, { callerId: 99, relation: 'range' as const, strength: 0.5 }];
    const campaigns = new FakeCampaigns({ campaign: { id: 'c', numbers: 3, users: 9, confidence: 0.9, category: 'loan' }, links });
    expect(await describeNetwork(await campaigns.network(number), identities)).toEqual({
      related: [{ phoneNumber: '+86138•••8011', relation: 'script', strength: 0.7 }], campaign: { id: 'c', numbers: 3, users: 9 },
    });
    expect(await campaigns.of(number, 5)).toEqual({ id: 'c', numbers: 3, users: 9, confidence: 0.9, category: 'loan', links });
    expect([campaigns.asked, await new FakeCampaigns().of(number)]).toEqual([[[number, undefined], [number, 5]], undefined]);
  });
});
