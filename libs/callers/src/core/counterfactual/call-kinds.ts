import { durationClass, SHORT_CALL_MS } from '#ml/core';
import { ANSWERED, OUTCOMES } from '#realtime/core';
import type { CallerState } from '../caller-state.js';
import { counted } from '../phrases.js';
import { withFacts, type Kind, type Premises } from './kind.js';
import { DIALLED, TALK_MS, withNewCalls } from './new-calls.js';

const TALK_CLASS = durationClass(TALK_MS);
const OVER_SHORT = durationClass(SHORT_CALL_MS) + 1;
const MISSED = OUTCOMES.indexOf('missed');
const REJECTED = OUTCOMES.indexOf('rejected');
const MOST_DIALLED = 10;

const at = (counts: readonly number[], index: number): number => counts[index] ?? 0;
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const added = (counts: readonly number[], index: number, change: number): number[] => counts.map((count, place) => (place === index ? count + change : count));

/** `counts` with `change` taken away, from the first place on. */
function drained(counts: readonly number[], change: number): number[] {
  let toGo = change;
  return counts.map((count) => {
    const gone = Math.min(count, toGo);
    toGo -= gone;
    return count - gone;
  });
}

/** With so many calls of the number that nobody took answered, each for `TALK_MS`. */
function answeredMore(caller: CallerState, calls: number): CallerState {
  const missed = Math.min(calls, at(caller.made, MISSED));
  const made = added(added(added(caller.made, MISSED, -missed), REJECTED, missed - calls), ANSWERED, calls);
  return {
    ...caller, made, timed: caller.timed + calls, timedAnswered: caller.timedAnswered + calls, answeredMs: caller.answeredMs + calls * TALK_MS,
    durations: added(caller.durations, TALK_CLASS, calls),
  };
}

/** With so many answered calls missed, those with a duration and the longest first. */
function answeredLess(caller: CallerState, calls: number): CallerState {
  const timed = Math.min(calls, caller.timedAnswered);
  const left = caller.timedAnswered === 0 ? 1 : 1 - timed / caller.timedAnswered;
  const durations = drained([...caller.durations].reverse(), timed).reverse();
  return {
    ...caller, made: added(added(caller.made, ANSWERED, -calls), MISSED, calls), timed: caller.timed - timed, timedAnswered: caller.timedAnswered - timed,
    answeredMs: Math.round(caller.answeredMs * left), durations, short: Math.min(caller.short, total(durations.slice(0, OVER_SHORT))),
  };
}

const shortOf = ({ short, durations }: CallerState): number => Math.min(short, total(durations.slice(0, OVER_SHORT)));

/** With so many calls that ended within ten seconds lasting `TALK_MS`. */
function longer(caller: CallerState, calls: number): CallerState {
  const durations = [...drained(caller.durations.slice(0, OVER_SHORT), calls), ...caller.durations.slice(OVER_SHORT)];
  return { ...caller, short: caller.short - calls, durations: added(durations, TALK_CLASS, calls), answeredMs: caller.answeredMs + Math.min(calls, caller.timedAnswered) * TALK_MS };
}

function onCaller(most: (caller: CallerState) => number, change: (caller: CallerState, steps: number) => CallerState): Pick<Kind, 'most' | 'apply'> {
  return {
    most: ({ facts: { caller } }) => (caller === undefined ? 0 : most(caller)),
    apply: (premises, steps) => (premises.facts.caller === undefined ? premises : withFacts(premises, { caller: change(premises.facts.caller, steps) })),
  };
}

const answered = ({ facts: { caller } }: Premises): number => (caller === undefined ? 0 : at(caller.made, ANSWERED));

function dialled(premises: Premises, calls: number): Premises {
  const { facts } = premises;
  const { relation = { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: facts.asOfMs } } = facts;
  const called = withNewCalls(facts, DIALLED, { count: calls });
  return withFacts(premises, {
    ...called, relation: { ...relation, taken: relation.taken + calls, lastMs: facts.asOfMs },
    users: facts.relation === undefined ? facts.users + 1 : facts.users,
  });
}

/** How its calls went, one call a step. */
export const CALL_KINDS: readonly Kind[] = [
  {
    what: 'calls_answered', about: 'calls', effort: 1, ...onCaller(({ made }) => at(made, MISSED) + at(made, REJECTED), answeredMore),
    shift: (premises, calls) => ({ from: answered(premises), to: answered(premises) + calls, text: `if ${counted(calls, 'call')} that nobody took had been answered for a minute and a half` }),
  },
  {
    what: 'calls_not_answered', about: 'calls', effort: 1, ...onCaller(({ made, timedAnswered, durations }) => (total(durations) >= timedAnswered ? at(made, ANSWERED) : 0), answeredLess),
    shift: (premises, calls) => ({ from: answered(premises), to: answered(premises) - calls, text: `if ${counted(calls, 'answered call')} had been missed` }),
  },
  {
    what: 'short_calls', about: 'calls', effort: 1, ...onCaller(shortOf, longer),
    shift: ({ facts: { caller } }, calls) => {
      const from = caller?.short ?? 0;
      return { from, to: from - calls, text: `if ${counted(calls, 'call')} that ended within 10 s had lasted a minute and a half` };
    },
  },
  {
    what: 'calls_by_user', about: 'user', effort: 2,
    most: ({ hasUser }) => (hasUser ? MOST_DIALLED : 0),
    apply: dialled,
    shift: ({ facts: { relation } }, calls) => {
      const from = relation?.taken ?? 0;
      return { from, to: from + calls, text: `if this user had called it ${counted(calls, from > 0 ? 'more time' : 'time')} today` };
    },
  },
];
