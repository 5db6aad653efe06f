import type { Recommendation } from '../action.js';
import type { WhitelistEntry } from './entry.js';

/** What of an entry `recommend` is told. */
export interface Standing {
  /** A contact whose learned entry is active. */
  readonly isContact: boolean;
  readonly whitelisted?: { readonly source: 'manual' | 'learned' };
}

/**
 * How an entry counts while the phone rings. A contact is one whom calls have made known (`isContact`); it rings as a contact
 * where what was learned of it is active, so not while that is only proposed, has faded or was taken off. The user's own word is no matter of contacts.
 */
export function standingOf(entry: WhitelistEntry | undefined, contact: boolean): Standing {
  if (entry?.state !== 'active') return { isContact: false };
  if (entry.source !== 'learned') return { isContact: false, whitelisted: { source: 'manual' } };
  return contact ? { isContact: true } : { isContact: false, whitelisted: { source: 'learned' } };
}

/** A contact is never turned away unheard, whatever has become of its entry: the assistant asks instead. */
export function spareContact(decided: Recommendation, contact: boolean): Recommendation {
  const rings = decided.action === 'allow' || decided.action === 'screen';
  return rings || !contact ? decided : { action: 'screen', decidedBy: 'contact' };
}
