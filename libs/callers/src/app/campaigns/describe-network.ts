import { maskPhone, type Identities } from '#privacy';
import type { Relation } from '../../core/campaigns/index.js';
import type { CallerNetwork, CampaignFacts } from './campaign-of.js';

/** What people are told of a number's company. */
export interface NetworkDescription {
  /** Strongest first, masked. */
  readonly related: readonly { readonly phoneNumber: string; readonly relation: Relation; readonly strength: number }[];
  readonly campaign: Pick<CampaignFacts, 'id' | 'numbers' | 'users'> | null;
}

export const NO_NETWORK: NetworkDescription = { related: [], campaign: null };

/** Tells with whom a number acts. */
export async function describeNetwork({ campaign, links }: CallerNetwork, identities: Identities): Promise<NetworkDescription> {
  const numbers = links.length === 0 ? new Map<number, never>() : await identities.revealPhones(links.map((link) => link.callerId));
  const related = links.flatMap(({ callerId, relation, strength }) => {
    const number = numbers.get(callerId);
    return number === undefined ? [] : [{ phoneNumber: maskPhone(number), relation, strength }];
  });
  return { related, campaign: campaign === undefined ? null : { id: campaign.id, numbers: campaign.numbers, users: campaign.users } };
}
