import { categoryOf, confidenceOf, likelyNext, tiesOf, type Group, type Suspect } from '../../core/campaigns/index.js';
import type { FoundCampaign } from './campaigns.js';

/** What a group says of its campaign. */
export function described(id: string, group: Group, suspects: ReadonlyMap<number, Suspect>): FoundCampaign {
  const members = group.members.flatMap((callerId) => suspects.get(callerId) ?? []);
  const ties = tiesOf(group);
  return { id, ties, description: { confidence: confidenceOf(ties), category: categoryOf(members), likelyNext: likelyNext(members) } };
}
