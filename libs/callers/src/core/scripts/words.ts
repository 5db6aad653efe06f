/** What stands for every amount, order number, date or telephone number: a template's slots differ by call, its words do not. */
const NUMBER_SLOT = '#';

const SPOKEN_DIGITS = new Map(
  [
    ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
    [...'零一二三四五六七八九'],
  ].flatMap((names) => names.map((name, digit) => [name, String(digit)] as const)),
);

const INSIDE_A_WORD = /(?<=\p{L})['’](?=\p{L})|(?<=\p{N})[.,-](?=\p{N})/gu;
// Chinese is written without spaces, so each of its characters is a word of its own.
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;

/** A single digit is a key to press, which belongs to the script; whatever else holds a digit fills a slot. */
function wordOf(text: string): string {
  const word = SPOKEN_DIGITS.get(text) ?? text;
  return word.length > 1 && /\p{N}/u.test(word) ? NUMBER_SLOT : word;
}

/**
 * The words of a transcript as two recognisers would agree on them: NFKC, lower case, no punctuation (`don't` → `dont`,
 * `1,499` → one number), spoken digits as digits, every number but a single digit as `NUMBER_SLOT`, neighbouring slots as one.
 * Empty where nothing was said.
 */
export function wordsOf(transcript: string): string[] {
  const text = transcript.normalize('NFKC').toLowerCase().replace(INSIDE_A_WORD, '');
  const words = Array.from(text.matchAll(WORD), ([found]) => wordOf(found));
  return words.filter((word, at) => word !== NUMBER_SLOT || words[at - 1] !== NUMBER_SLOT);
}
