import fc from 'fast-check';

import { GraphologyCommunities } from '../../infra/campaigns/graphology-communities.js';
import { groupsOf } from './groups.js';
import { linksOf } from './links.js';
import { plantedCampaigns } from './planted.fixture.js';
import type { Suspect } from './suspect.js';

const communities = new GraphologyCommunities();
const grouped = (suspects: readonly Suspect[]) => groupsOf(suspects, linksOf(suspects), communities);

describe('groupsOf', () => {
  it('x', () => {
    const { suspects, campaigns } = plantedCampaigns();
    console.log(JSON.stringify(grouped(suspects).map(({ members }) => members)), JSON.stringify(campaigns.map((c) => c.length)));
    void fc;
  });
});
