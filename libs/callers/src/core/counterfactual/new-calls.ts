import { ANSWERED, INCOMING, OUTCOMES, type CallFacts, type FeedbackLabel } from '#realtime/core';
import { addCall, emptyCaller, mergeCallers } from '../caller-state.js';
import type { Facts } from '../evidence.js';
import { markOfCall, withMark, type Mark } from '../ranges/reputation.js';

/** A call that is thought to have been a talk lasts so long. */
export const TALK_MS = 90_000;
const OUTGOING = 1;
const NOON = 12;

const call = (direction: number, outcome: number, durationMs?: number): CallFacts => ({ callerId: 0, direction, outcome, durationMs, localHour: NOON });

/** The call that comes before a word, by day: who says "not spam" talked, who says "spam" turned it away. */
export const CALL_BEFORE: Readonly<Record<Exclude<FeedbackLabel, 'unsure'>, CallFacts>> = {
  spam: call(INCOMING, OUTCOMES.indexOf('rejected')), not_spam: call(INCOMING, ANSWERED, TALK_MS),
};
/** A user dials the number, and nobody takes it. */
export const DIALLED = call(OUTGOING, OUTCOMES.indexOf('missed'));

/** The facts once `count` more calls of the kind have come at their moment, each with what is said after it: as folding the events would leave them. */
export function withNewCalls(facts: Facts, what: CallFacts, { count, said = { bad: 0, good: 0 } }: { readonly count: number; readonly said?: Mark }): Facts {
  const more = emptyCaller();
  for (let added = 0; added < count; added++) addCall(more, { occurredAtMs: facts.asOfMs, call: what });
  const { bad, good } = markOfCall(what);
  return {
    ...facts, caller: facts.caller === undefined ? more : mergeCallers(facts.caller, more),
    own: facts.own && withMark(facts.own, { bad: count * (bad + said.bad), good: count * (good + said.good) }, facts.asOfMs),
  };
}
