import { BandIndex } from './band-index.js';
import { completeLinkage } from './complete-linkage.js';
import { estimatedJaccard } from './min-hash.js';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';

/** Fewer than `ScriptIndex` keeps: sketches come by ten thousands at once, and each pair of neighbours costs a comparison. */
const MOST_VARIANTS = 32;

/** Sketches this share as alike as those of one group may still be one script, badly heard; bands meet such two six times in ten. */
const LEAST_KIN = 0.6;
/** Of a sketch's kin the nearest are kept. */
const MOST_KIN = 8;

/** Two groups that resemble each other, but not enough to be one. */
export interface KinGroups {
  readonly one: number;
  readonly other: number;
  /** 0–1, of their nearest two sketches: 1 where they are as alike as two of one group. */
  readonly doubt: number;
}

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
  private readonly kin = new Map<string, readonly (readonly [name: string, resemblance: number])[]>();
  private readonly takenFor = new Map<string, string>();

  constructor(private readonly settings: ScriptSettings = { ...SCRIPT_SETTINGS, mostVariants: MOST_VARIANTS }) {
    this.bands = new BandIndex(settings.bandRows);
  }

  /** A name that is there already changes nothing. */
  add(name: string, sketch: Uint32Array): void {
    if (this.likeness.has(name) || this.takenFor.has(name)) return;
    const near = this.near(sketch);
    const alike = new Map([...near].filter(([, resemblance]) => resemblance >= this.settings.leastResemblance));
    if (alike.size >= this.settings.mostVariants) {
      this.takenFor.set(name, mostAlike(alike));
      return;
    }
    for (const [other, resemblance] of alike) this.likeness.get(other)?.set(name, resemblance);
    this.likeness.set(name, alike);
    this.kin.set(name, [...near].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, MOST_KIN));
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

  /** Which groups may be one script, each pair once, the lower number first. @param groups of `groups` */
  kinOf(groups: ReadonlyMap<string, number>): KinGroups[] {
    const found = new Map<string, KinGroups>();
    for (const [name, kin] of this.kin) {
      for (const [near, resemblance] of kin) {
        const [one, other] = [groups.get(name) as number, groups.get(near) as number].sort((left, right) => left - right) as [number, number];
        const doubt = Math.min(1, resemblance / this.settings.leastResemblance);
        if (one !== other && doubt > (found.get(`${one} ${other}`)?.doubt ?? 0)) found.set(`${one} ${other}`, { one, other, doubt });
      }
    }
    return [...found.values()];
  }

  private near(sketch: Uint32Array): Map<string, number> {
    const near = new Map<string, number>();
    for (const other of this.bands.candidates(sketch)) {
      const resemblance = estimatedJaccard(sketch, this.sketches.get(other) as Uint32Array);
      if (resemblance >= LEAST_KIN * this.settings.leastResemblance) near.set(other, resemblance);
    }
    return near;
  }
}
