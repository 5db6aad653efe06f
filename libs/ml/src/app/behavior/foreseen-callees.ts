import { CALLEE_FEATURES, addToBook, emptyBook, rankCallees } from '../../core/index.js';
import type { LearntWeights } from './callee-weights.js';
import type { UserMoment } from './live-features.js';
import type { LikelyCallees } from './predicted-behavior.js';

const MODEL = 'next_callee';
const OUTGOING = 1;

const sameNames = (names: readonly string[]): boolean => names.length === CALLEE_FEATURES.length && names.every((name, at) => name === CALLEE_FEATURES[at]);

/** Whom the user will dial next, `most` at most; nobody is named where they have never dialled. */
export function foreseenCallees({ calls, atMs, localHour }: UserMoment, learnt: LearntWeights | undefined, most: number): LikelyCallees {
  const silent = (reason: LikelyCallees['reason']): LikelyCallees => ({ model: MODEL, version: learnt?.version ?? null, callees: null, reason });
  if (learnt === undefined) return silent('model_not_trained');
  if (!sameNames(learnt.features)) return silent('model_unfit');
  if (!calls.some(({ call }) => call.direction === OUTGOING)) return silent('calls_missing');
  const book = emptyBook();
  for (const call of calls.toReversed()) addToBook(book, call);
  const ranked = rankCallees(book, { atMs, localHour }, learnt.weights).slice(0, most);
  return { model: MODEL, version: learnt.version, callees: ranked.map(({ number, probability }) => ({ callerId: number, probability })), reason: null };
}
