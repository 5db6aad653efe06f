import { SketchGroups } from '../../core/scripts/index.js';
import type { Suspect } from '../../core/campaigns/index.js';
import type { SuspectFacts } from './suspects.js';

/** Sketches added at a time: some ten milliseconds. */
const PIECE = 300;

/** A sketch as it was stored: 32-bit hashes, most significant byte first. */
function sketchFrom(hexadecimal: string): Uint32Array {
  const stored = Buffer.from(hexadecimal, 'hex');
  return Uint32Array.from({ length: stored.length / 4 }, (_, place) => stored.readUInt32BE(place * 4));
}

/** Suspects with the groups of like scripts among all of theirs. @param rest awaited between pieces */
export async function withScripts(facts: readonly SuspectFacts[], rest: () => Promise<void>): Promise<Suspect[]> {
  const index = new SketchGroups();
  const sketches = [...new Set(facts.flatMap((each) => each.sketches))].sort();
  for (const [at, sketch] of sketches.entries()) {
    index.add(sketch, sketchFrom(sketch));
    if (at % PIECE === PIECE - 1) await rest();
  }
  const groups = index.groups();
  await rest();
  return facts.map(({ sketches: said, ...suspect }) => ({ ...suspect, scripts: [...new Set(said.map((sketch) => groups.get(sketch) as number))] }));
}
