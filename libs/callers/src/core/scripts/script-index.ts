import { BandIndex } from './band-index.js';
import { completeLinkage, type Likeness } from './complete-linkage.js';
import { minHash, type MinHash } from './min-hash.js';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';
import { jaccard, shinglesOf } from './shingles.js';
import { wordsOf } from './words.js';

/** Calls that say the same. */
export interface ScriptGroup {
  /** The call that sorts first: it stays as the group grows, where ids grow with time. */
  readonly id: string;
  /** Ascending. */
  readonly calls: readonly string[];
}

/** What was said in one or more calls, word for word. */
interface Script {
  readonly shingles: Uint32Array;
  readonly signature: Uint32Array;
  readonly calls: Set<string>;
  /** Scripts that resemble it enough to share a group, by their words. */
  readonly likeness: Map<string, number>;
}

/** Calls about which nothing is known to say; each stays alone. */
const SILENCE = '';

function groupFrom(calls: Iterable<string>): ScriptGroup {
  const sorted = [...calls].sort();
  return { id: sorted[0] ?? '', calls: sorted };
}

/**
 * Groups calls by what is said in them, a call at a time. Calls with the same words (`wordsOf`) share one script, so a robot
 * that plays a recording a million times is one script. A new script is compared with those alone that share a band of its
 * MinHash signature, and keeps an edge to each that resembles it by `leastResemblance`; all others are dropped at once. Groups are read
 * by complete linkage over those edges, so they depend on which calls are there and not on their order (unless a
 * script has over `mostVariants` neighbours).
 */
export class ScriptIndex {
  private readonly sketch: MinHash;
  private readonly bands: BandIndex;
  private readonly scripts = new Map<string, Script>();
  private readonly wordsByCall = new Map<string, string>();

  constructor(private readonly settings: ScriptSettings = SCRIPT_SETTINGS) {
    this.sketch = minHash(settings.bands * settings.bandRows, settings.seed);
    this.bands = new BandIndex(settings.bandRows);
  }

  /** @throws Error where the call is there already */
  add(call: string, transcript: string): void {
    if (this.wordsByCall.has(call)) throw new Error(`call ${call} is there already`);
    const words = wordsOf(transcript);
    const text = words.join(' ');
    if (text === SILENCE) {
      this.wordsByCall.set(call, SILENCE);
      return;
    }
    const filed = this.scripts.has(text) ? text : this.file(text, words);
    this.scripts.get(filed)?.calls.add(call);
    this.wordsByCall.set(call, filed);
  }

  /** Forgets a call, and its script with the last call of it. A call that is not there is no error. */
  remove(call: string): void {
    const text = this.wordsByCall.get(call);
    this.wordsByCall.delete(call);
    const script = text === undefined ? undefined : this.scripts.get(text);
    if (text === undefined || script === undefined) return;
    script.calls.delete(call);
    if (script.calls.size > 0) return;
    for (const other of script.likeness.keys()) this.scripts.get(other)?.likeness.delete(text);
    this.bands.remove(text, script.signature);
    this.scripts.delete(text);
  }

  /** The group of one call; costs its connected scripts, not all. Undefined where the call is not there. */
  groupOf(call: string): ScriptGroup | undefined {
    const text = this.wordsByCall.get(call);
    if (text === undefined) return undefined;
    if (text === SILENCE) return groupFrom([call]);
    return this.linked(this.connected(text)).find(({ calls }) => calls.includes(call));
  }

  /** Every call in exactly one group; groups ascending by id. */
  groups(): ScriptGroup[] {
    const seen = new Set<string>();
    const silent = Array.from(this.wordsByCall).flatMap(([call, text]) => (text === SILENCE ? [groupFrom([call])] : []));
    const spoken = Array.from(this.scripts.keys()).flatMap((text) => {
      if (seen.has(text)) return [];
      const component = this.connected(text);
      for (const member of component.keys()) seen.add(member);
      return this.linked(component);
    });
    return [...silent, ...spoken].sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** Files a script not heard before. Answers the words it is filed under: its own, or in a crowd of variants its nearest's. */
  private file(text: string, words: readonly string[]): string {
    const shingles = shinglesOf(words, this.settings.shingleWords);
    const signature = this.sketch.signature(shingles);
    const likeness = this.likenessOf(shingles, signature);
    if (likeness.size >= this.settings.mostVariants) return nearest(likeness);
    for (const [other, alike] of likeness) this.scripts.get(other)?.likeness.set(text, alike);
    this.scripts.set(text, { shingles, signature, calls: new Set(), likeness });
    this.bands.add(text, signature);
    return text;
  }

  private likenessOf(shingles: Uint32Array, signature: Uint32Array): Map<string, number> {
    const likeness = new Map<string, number>();
    for (const other of this.bands.candidates(signature)) {
      const alike = jaccard(shingles, this.scripts.get(other)?.shingles ?? new Uint32Array()) ?? 0;
      if (alike >= this.settings.leastResemblance) likeness.set(other, alike);
    }
    return likeness;
  }

  /** The scripts that edges lead to from one, with their edges. */
  private connected(text: string): Likeness {
    const component = new Map<string, ReadonlyMap<string, number>>();
    const waiting = [text];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const likeness = this.scripts.get(next)?.likeness;
      if (likeness === undefined || component.has(next)) continue;
      component.set(next, likeness);
      for (const other of likeness.keys()) waiting.push(other);
    }
    return component;
  }

  private linked(component: Likeness): ScriptGroup[] {
    return completeLinkage(component).map((texts) => groupFrom(texts.flatMap((text) => [...(this.scripts.get(text)?.calls ?? [])])));
  }
}

const nearest = (likeness: ReadonlyMap<string, number>): string =>
  Array.from(likeness).reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best))[0];
