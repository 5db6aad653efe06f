import { SketchGroups, type KinGroups } from '../../core/scripts/index.js';
import type { Bystander, ScriptKin, Suspect } from '../../core/campaigns/index.js';
import type { BystanderFacts, SuspectFacts } from './suspects.js';

/** Sketches added at a time: some ten milliseconds. */
const PIECE = 300;

/** A sketch as it was stored: 32-bit hashes, most significant byte first. */
function sketchFrom(hexadecimal: string): Uint32Array {
  const stored = Buffer.from(hexadecimal, 'hex');
  return Uint32Array.from({ length: stored.length / 4 }, (_, place) => stored.readUInt32BE(place * 4));
}

/** What is looked at: suspects, and others by whom to tell what comes by chance. */
export interface LookedAt {
  readonly suspects: readonly Suspect[];
  readonly bystanders: readonly Bystander[];
}

function kinByScript(kin: readonly KinGroups[]): Map<number, ScriptKin[]> {
  const byScript = new Map<number, ScriptKin[]>();
  for (const { one, other, doubt } of kin) {
    for (const [script, like] of [[one, other], [other, one]] as const) byScript.set(script, [...(byScript.get(script) ?? []), { script, other: like, doubt }]);
  }
  return byScript;
}

/** Suspects and others with the groups of like scripts among all of theirs. @param rest awaited between pieces */
export async function withScripts(suspects: readonly SuspectFacts[], others: readonly BystanderFacts[], rest: () => Promise<void>): Promise<LookedAt> {
  const index = new SketchGroups();
  const sketches = [...new Set([...suspects, ...others].flatMap((each) => each.sketches))].sort();
  for (const [at, sketch] of sketches.entries()) {
    index.add(sketch, sketchFrom(sketch));
    if (at % PIECE === PIECE - 1) await rest();
  }
  const groups = index.groups();
  await rest();
  const kin = kinByScript(index.kinOf(groups));
  const scriptsIn = (said: readonly string[]): number[] => [...new Set(said.map((sketch) => groups.get(sketch) as number))];
  return {
    suspects: suspects.map(({ sketches: said, ...suspect }) => {
      const scripts = scriptsIn(said);
      return { ...suspect, scripts, kin: scripts.flatMap((script) => kin.get(script) ?? []) };
    }),
    bystanders: others.map(({ sketches: said, ...other }) => ({ ...other, scripts: scriptsIn(said) })),
  };
}
