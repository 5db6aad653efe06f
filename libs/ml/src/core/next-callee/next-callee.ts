import { INCOMING } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';
import { addToBook, emptyBook, type CallBook } from './call-book.js';
import { candidatesAt, type Candidates, type Moment } from './callee-features.js';
import { choiceChances, fitConditionalLogit, type Choice } from './conditional-logit.js';

/** Of a sum of squared weights, in log-likelihood of the choices. */
const L2 = 1;

export interface NextCallee {
  readonly number: number;
  /** 0–1, adding up to 1 over everybody the user had a call with: a number never heard of is not foreseen. */
  readonly probability: number;
}

/** Whom the user will call, the likeliest first; equal chances go to the later contact. Empty where the user had no call. Pure. */
export function rankCallees(book: CallBook, moment: Moment, weights: Float64Array): NextCallee[] {
  const { numbers, features } = candidatesAt(book, moment);
  const chances = choiceChances(features, weights);
  return numbers.map((number, at) => ({ number, probability: chances[at] as number })).sort((left, right) => right.probability - left.probability);
}

/** An outgoing call, and whom the user could have called when it began. */
export interface CalleeChoice {
  readonly call: HistoricCall;
  readonly candidates: Candidates;
}

/**
 * Each outgoing call with its candidates, made of its user's calls before it alone.
 *
 * @param calls of any users, in the order of their time
 */
export function* choicesIn(calls: Iterable<HistoricCall>): Generator<CalleeChoice, void, undefined> {
  const books = new Map<number, CallBook>();
  for (const call of calls) {
    const { userId, occurredAtMs, call: { direction, localHour } } = call;
    let book = books.get(userId);
    if (book === undefined) books.set(userId, (book = emptyBook()));
    if (direction !== INCOMING) yield { call, candidates: candidatesAt(book, { atMs: occurredAtMs, localHour }) };
    addToBook(book, call);
  }
}

/** The weights for `rankCallees`, from choices whose callee was among the candidates; undefined where there is none of those. */
export function learnCalleeWeights(choices: Iterable<CalleeChoice>): Float64Array | undefined {
  const made: Choice[] = [];
  for (const { call, candidates: { numbers, features } } of choices) {
    const chosen = numbers.indexOf(call.call.callerId);
    if (chosen >= 0) made.push({ features, chosen });
  }
  return fitConditionalLogit(made, L2);
}
