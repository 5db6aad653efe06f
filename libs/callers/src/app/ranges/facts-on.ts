import { phoneFacts, type CallerName } from '#privacy';
import { evidenceOf, setNewcomersApart, standingsAt, type Evidence, type Facts, type Neighbourhood } from '../../core/index.js';

/** Facts as they are stored: what they weigh depends on the moment. */
export type StoredFacts = Omit<Facts, 'own' | 'blocks' | 'beside' | 'asOfMs'> & { readonly reputation?: Neighbourhood | undefined };

/** The facts at a moment, as every verdict, a batch's or a single one, takes them. */
export function factsOn(stored: StoredFacts, asOfMs: number): Facts {
  return setNewcomersApart({ ...stored, ...(stored.reputation !== undefined && standingsAt(stored.reputation, asOfMs)), asOfMs });
}

/** What is known of a number whoever asks. */
type OfNumber = Pick<StoredFacts, 'caller' | 'users' | 'newcomers' | 'reports' | 'reputation' | 'campaign'>;

/** The evidence on a number for nobody in particular, as lists and whitelists judge it: all of the live verdict's but what ties a user to it. */
export function evidenceForNobody({ caller, users, newcomers, reports, reputation, campaign }: OfNumber, number: CallerName | undefined, asOfMs: number): Evidence {
  return evidenceOn({ caller, users, newcomers, reports, reputation, campaign, number: number === undefined ? undefined : phoneFacts(number) }, asOfMs);
}

export function evidenceOn(stored: StoredFacts, asOfMs: number): Evidence {
  return evidenceOf(factsOn(stored, asOfMs));
}
