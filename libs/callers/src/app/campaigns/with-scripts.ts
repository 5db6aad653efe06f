import { sketchGroups } from '../../core/scripts/index.js';
import type { Suspect } from '../../core/campaigns/index.js';
import type { SuspectFacts } from './suspects.js';

/** The sketches of `hexadecimal`, as they were stored: 32-bit hashes, most significant byte first. */
function sketchFrom(hexadecimal: string): Uint32Array {
  const stored = Buffer.from(hexadecimal, 'hex');
  return Uint32Array.from({ length: stored.length / 4 }, (_, place) => stored.readUInt32BE(place * 4));
}

/** Suspects with the groups of like scripts among all of theirs. */
export function withScripts(facts: readonly SuspectFacts[]): Suspect[] {
  const groups = sketchGroups(new Map(facts.flatMap(({ sketches }) => sketches.map((sketch): [string, Uint32Array] => [sketch, sketchFrom(sketch)]))));
  return facts.map(({ sketches, ...suspect }) => ({ ...suspect, scripts: [...new Set(sketches.map((sketch) => groups.get(sketch) as number))] }));
}
