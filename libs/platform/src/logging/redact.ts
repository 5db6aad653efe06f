const MASK = '[number]';

/**
 * First what has many digits and is no phone number (timestamp, UUID, W3C traceparent), then a candidate: digits of any
 * script with up to three separators between two of them. `%` and hex digits after it stand for encoded separators.
 */
const PATTERN = new RegExp(
  [
    String.raw`(?<![0-9a-z])(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{3})?(?:Z|[+-][01]\d:[0-5]\d)?)?(?![0-9a-z])`,
    String.raw`(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])`,
    String.raw`(?<![0-9a-z])00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?![0-9a-z])`,
    String.raw`(?<candidate>[+＋]?\(?\p{Nd}(?:[\p{Zs}\t().\-‐-―/%＋+]{0,3}\p{Nd})+)`,
  ].join('|'),
  'giu',
);
const DIGIT = /\p{Nd}/gu;
/** National numbers of seven digits are the shortest that name a person. */
const SHORTEST = 7;

function digitsIn(text: string): number {
  return text.match(DIGIT)?.length ?? 0;
}

/** Masks whatever could be a phone number. Dates, UUIDs and trace ids stay; ids of seven digits or more in a row do not. */
export function redactText(text: string): string {
  if (digitsIn(text) < SHORTEST) return text;
  return text.replace(PATTERN, (match: string, candidate: string | undefined) => {
    if (candidate === undefined) return match;
    return digitsIn(match) < SHORTEST ? match : MASK;
  });
}
