import { BandIndex } from './band-index.js';
import { completeLinkage } from './complete-linkage.js';
import { estimatedJaccard } from './min-hash.js';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';

/** Fewer than `ScriptIndex` keeps: sketches come by ten thousands at once, and each pair of neighbours costs a comparison. */
const MOST_VARIANTS = 32;

const mostAlike = (likeness: ReadonlyMap<string, number>): string =>
  Array.from(likeness).reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best))[0];

/**
 * Groups sketches of scripts, a sketch at a time. As `ScriptIndex` does it, but by estimated resemblance (standard error √(J(1 − J) / hashes), .04
 * near the threshold), since the words are not kept. Added in ascending order of their names, the same sketches always give the same groups; where none has
 * `mostVariants` neighbours, in any order. Some 30 µs a sketch.
 */
export class SketchGroups {
  private readonly bands: BandIndex;
  private readonly sketches = new Map<string, Uint32Array>();
  private readonly likeness = new Map<string, Map<string, number>>();
  /** Sketches in a crowd of variants, each with the one it is taken for. */
  private readonly takenFor = new Map<string, string>();

  constructor(private readonly settings: ScriptSettings = { ...SCRIPT_SETTINGS, mostVariants: MOST_VARIANTS }) {
    this.bands = new BandIndex(settings.bandRows);
  }

  /** A name that is there already changes nothing. */
  add(name: string, sketch: Uint32Array): void {
    if (this.likeness.has(name) || this.takenFor.has(name)) return;
    const alike = this.likenessOf(sketch);
    if (alike.size >= this.settings.mostVariants) {
      this.takenFor.set(name, mostAlike(alike));
      return;
    }
    for (const [other, resemblance] of alike) this.likeness.get(other)?.set(name, resemblance);
    this.likeness.set(name, alike);
    this.sketches.set(name, sketch);
    this.bands.add(name, sketch);
  }

  /** The number of its group for each name, groups numbered from 0 by their least name. */
  groups(): Map<string, number> {
    const groups = new Map<string, number>();
    for (const [number, names] of completeLinkage(this.likeness).entries()) for (const name of names) groups.set(name, number);
    for (const [name, other] of this.takenFor) groups.set(name, groups.get(other) as number);
    return groups;
  }

  private likenessOf(sketch: Uint32Array): Map<string, number> {
    const alike = new Map<string, number>();
    for (const other of this.bands.candidates(sketch)) {
      const resemblance = estimatedJaccard(sketch, this.sketches.get(other) as Uint32Array);
      if (resemblance >= this.settings.leastResemblance) alike.set(other, resemblance);
    }
    return alike;
  }
}
