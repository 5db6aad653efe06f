import { Grouped } from '../../libs/callers/src/app/campaigns/grouped.js';
import { plantedCampaigns } from '../../libs/callers/src/core/campaigns/planted.fixture.js';
import { GraphologyCommunities } from '../../libs/callers/src/infra/campaigns/graphology-communities.js';
import { GroupedInThread } from '../../libs/callers/src/infra/campaigns/grouped-in-thread.js';

const { suspects, campaigns } = plantedCampaigns();
const here = new Grouped(new GraphologyCommunities());

it('a thread finds the same groups, most of them those that were planted', async () => {
  const found = await new GroupedInThread().group(suspects, []);
  expect(found).toEqual(here.group(suspects, []));
  expect(found.groups).toHaveLength(campaigns.length);
});

it('a few suspects need no thread', async () => {
  const few = suspects.slice(0, 30);
  expect(await new GroupedInThread().group(few, [])).toEqual(here.group(few, []));
});

it('what cannot be grouped is refused, and not waited for', async () => {
  const broken = suspects.map((suspect) => ({ ...suspect, scripts: null as unknown as number[] }));
  await expect(new GroupedInThread().group(broken, [])).rejects.toThrow(/null|iterable/);
});
