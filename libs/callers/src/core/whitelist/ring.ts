import type { Verdict } from '../verdict.js';
import type { WhitelistEntry } from './entry.js';

/** What of an entry `recommend` is told. */
export interface Standing {
  readonly isContact: boolean;
  readonly contactWaits?: boolean;
  readonly whitelisted?: { readonly source: 'manual' | 'learned' };
}

/**
 * How an entry counts while the phone rings. The user's own word rings whatever the verdict. A contact is one whom calls have made
 * known (`isContact`): it rings as a contact while what was learned of it is active, and waits while that is only proposed, has
 * faded or was taken off. What else was learned rings unless the verdict is spam.
 */
export function ringStanding(entry: WhitelistEntry | undefined, contact: boolean, verdict: Verdict): Standing {
  const active = entry?.state === 'active' ? entry : undefined;
  if (active !== undefined && active.source !== 'learned') return { isContact: false, whitelisted: { source: 'manual' } };
  if (contact) return { isContact: true, contactWaits: active === undefined };
  return active === undefined || verdict === 'spam' ? { isContact: false } : { isContact: false, whitelisted: { source: 'learned' } };
}
