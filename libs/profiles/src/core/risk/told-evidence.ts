import type { TakeoverFinding } from './takeover.js';

/** What a finding rests on as people and other services are told it. */
export type ToldEvidence = Readonly<Record<string, number | string | boolean>>;

/** Moments, which stand under names that end in `Ms`, as ISO 8601: `firstFailureMs` is told as `firstFailureAt`. Everything else as it is. */
export function toldEvidence(evidence: TakeoverFinding['evidence']): ToldEvidence {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => (name.endsWith('Ms') ? [`${name.slice(0, -2)}At`, new Date(value as number).toISOString()] : [name, value])),
  );
}
