import type { UserSituation } from '../situation.js';

/** What the ranking sees of a user and one piece of advice, each about 0–1: constant, spam, assistant's share, answered share, how many calls, how sure the advice is. */
export function featuresOf({ spam, incoming, answered, aiHandled }: UserSituation, confidence: number): number[] {
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return [1, share(spam.calls, spam.incoming), share(aiHandled, incoming), share(answered, incoming), Math.min(1, Math.log10(1 + incoming) / 3), confidence];
}
