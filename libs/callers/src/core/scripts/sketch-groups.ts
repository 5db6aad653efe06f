import { BandIndex } from './band-index.js';
import { completeLinkage } from './complete-linkage.js';
import { estimatedJaccard } from './min-hash.js';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';

interface Filed {
  readonly likeness: Map<string, Map<string, number>>;
  /** Sketches in a crowd of variants, each with the one it is taken for. */
  readonly takenFor: Map<string, string>;
}

const mostAlike = (likeness: ReadonlyMap<string, number>): string =>
  Array.from(likeness).reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best))[0];

function filed(sketches: ReadonlyMap<string, Uint32Array>, names: readonly string[], settings: ScriptSettings): Filed {
  const bands = new BandIndex(settings.bandRows);
  const [likeness, takenFor] = [new Map<string, Map<string, number>>(), new Map<string, string>()];
  for (const name of names) {
    const sketch = sketches.get(name) as Uint32Array;
    const alike = new Map<string, number>();
    for (const other of bands.candidates(sketch)) {
      const resemblance = estimatedJaccard(sketch, sketches.get(other) as Uint32Array);
      if (resemblance >= settings.leastResemblance) alike.set(other, resemblance);
    }
    if (alike.size >= settings.mostVariants) {
      takenFor.set(name, mostAlike(alike));
      continue;
    }
    for (const [other, resemblance] of alike) likeness.get(other)?.set(name, resemblance);
    likeness.set(name, alike);
    bands.add(name, sketch);
  }
  return { likeness, takenFor };
}

/**
 * Groups sketches of scripts: the number of its group for each, groups numbered from 0 by their least name. As `ScriptIndex` does it, but by
 * estimated resemblance (standard error √(J(1 − J) / hashes), .04 near the threshold), since the words are not kept. Names are taken in ascending
 * order, so any order of the same sketches gives the same groups.
 */
export function sketchGroups(sketches: ReadonlyMap<string, Uint32Array>, settings: ScriptSettings = SCRIPT_SETTINGS): Map<string, number> {
  const { likeness, takenFor } = filed(sketches, [...sketches.keys()].sort(), settings);
  const groups = new Map<string, number>();
  for (const [number, names] of completeLinkage(likeness).entries()) for (const name of names) groups.set(name, number);
  for (const [name, other] of takenFor) groups.set(name, groups.get(other) as number);
  return groups;
}
