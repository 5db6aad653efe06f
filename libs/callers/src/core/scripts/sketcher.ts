import { minHash } from './min-hash.js';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';
import { shinglesOf } from './shingles.js';
import { wordsOf } from './words.js';

/** A message says all it has to say in fewer; what follows is talk, and each further word costs as much as the ones before. */
const MOST_WORDS = 400;

/** Says how to compare scripts without keeping their words. */
export type Sketcher = (transcript: string) => Uint32Array | undefined;

/**
 * Sketches transcripts: the MinHash signature of the shingles of their first 400 words, undefined where nothing was said. Sketches of one `seed` and
 * one `settings` can be compared by `estimatedJaccard`; of others they say nothing. No word can be read from a sketch; who has the seed
 * can tell whether a text he guesses is the one. Some 0.1 ms for a hundred words.
 */
export function scriptSketcher(seed: number, settings: ScriptSettings = SCRIPT_SETTINGS): Sketcher {
  const sketch = minHash(settings.bands * settings.bandRows, seed);
  return (transcript) => {
    const words = wordsOf(transcript).slice(0, MOST_WORDS);
    return words.length === 0 ? undefined : sketch.signature(shinglesOf(words, settings.shingleWords));
  };
}
