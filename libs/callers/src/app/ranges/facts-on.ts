import { evidenceOf, standingsAt, weighNewcomers, type Evidence, type Facts, type Neighbourhood } from '../../core/index.js';

/** Facts as they are stored: what they weigh depends on the moment. */
export type StoredFacts = Omit<Facts, 'own' | 'blocks' | 'everyone' | 'asOfMs'> & { readonly reputation?: Neighbourhood | undefined };

/** The facts at a moment, as every verdict, a batch's or a single one, takes them. */
export function factsOn(stored: StoredFacts, asOfMs: number): Facts {
  return weighNewcomers({ ...stored, ...(stored.reputation !== undefined && standingsAt(stored.reputation, asOfMs)), asOfMs });
}

export function evidenceOn(stored: StoredFacts, asOfMs: number): Evidence {
  return evidenceOf(factsOn(stored, asOfMs));
}
