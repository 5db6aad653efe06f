import { DAY_MS } from '#kernel';
import { DIRECTIONS, OUTCOMES, type Direction, type FeedbackLabel, type Outcome } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';
import { labelCalls } from './label-calls.js';

const START_MS = Date.UTC(2026, 0, 5);

interface Told {
  readonly user?: number;
  readonly day?: number;
  readonly direction?: Direction;
  readonly outcome?: Outcome;
  readonly seconds?: number;
}

/** An incoming call to user 1 that nobody took, unless it is told otherwise. */
function call({ user = 1, day = 0, direction = 'incoming', outcome = 'missed', seconds }: Told): HistoricCall {
  const durationMs = seconds === undefined ? undefined : seconds * 1000;
  return { userId: user, occurredAtMs: START_MS + day * DAY_MS, call: { callerId: 9, direction: DIRECTIONS.indexOf(direction), outcome: OUTCOMES.indexOf(outcome), durationMs, localHour: 9 } };
}

/** What users 1, 2, 3 … say; undefined: nothing. */
const said = (...labels: (FeedbackLabel | undefined)[]): { userId: number; label: FeedbackLabel }[] =>
  labels.flatMap((label, at) => (label === undefined ? [] : [{ userId: at + 1, label }]));

/** Of the first call. */
const label = (calls: readonly Told[], ...labels: (FeedbackLabel | undefined)[]): string | undefined => {
  const found = labelCalls(calls.map(call), said(...labels))[0];
  return found && `${found.spam ? 'spam' : 'not_spam'} by ${found.source}`;
};

const talk: Told = { outcome: 'answered', seconds: 60 };
const dialled: Told = { direction: 'outgoing', outcome: 'missed' };

describe('the label of a call', () => {
  it.each<[string, (FeedbackLabel | undefined)[], string | undefined]>([
    ['nobody said anything', [], undefined],
    ['the user says spam', ['spam'], 'spam by own'],
    ['the user says it is none, against all others', ['not_spam', 'spam', 'spam', 'spam'], 'not_spam by own'],
    ['the user is unsure and one other is not', ['unsure', 'spam'], undefined],
    ['the user is unsure and two others are not', ['unsure', 'spam', 'spam'], 'spam by crowd'],
    ['two others agree that it is none', [undefined, 'not_spam', 'not_spam'], 'not_spam by crowd'],
    ['two others disagree', [undefined, 'spam', 'not_spam'], undefined],
    ['two thirds say spam', [undefined, 'spam', 'not_spam', 'spam'], 'spam by crowd'],
    ['two thirds say it is none', [undefined, 'not_spam', 'not_spam', 'spam'], 'not_spam by crowd'],
    ['three fifths say spam', [undefined, 'spam', 'spam', 'spam', 'not_spam', 'not_spam'], undefined],
    ['many are unsure', [undefined, 'spam', 'spam', 'unsure', 'unsure', 'unsure'], 'spam by crowd'],
  ])('where %s', (_name, labels, expected) => expect(label([{}], ...labels)).toBe(expected));

  it.each<[string, Told[], string | undefined]>([
    ['nobody took the call', [{}], undefined],
    ['the user spoke for a minute', [talk], 'not_spam by outcome'],
    ['the user hung up before', [{ ...talk, seconds: 59.9 }], undefined],
    ['the duration is unknown', [{ outcome: 'answered' }], undefined],
    ['the assistant spoke for long', [{ outcome: 'ai_handled', seconds: 90 }], undefined],
    ['the user dialled it later', [{}, { ...dialled, day: 30 }], 'not_spam by outcome'],
    ['the user dialled it too late', [{}, { ...dialled, day: 30.01 }], undefined],
    ['they spoke the next time', [{}, { ...talk, day: 2 }], 'not_spam by outcome'],
    ['another user spoke with it', [{}, { ...talk, user: 2, day: 1 }], undefined],
    ['many calls lie between', [{}, { day: 1 }, { user: 2, day: 2 }, { ...dialled, day: 3 }, { ...talk, day: 300 }], 'not_spam by outcome'],
  ])('by its outcome, where %s', (_name, calls, expected) => expect(label(calls)).toBe(expected));

  it.each<[string, (FeedbackLabel | undefined)[], string | undefined]>([
    ['one report forbids', [undefined, 'spam'], undefined],
    ['a report among many words forbids', [undefined, 'spam', 'spam', 'not_spam', 'not_spam'], undefined],
    ['the crowd overrules', [undefined, 'spam', 'spam'], 'spam by crowd'],
    ['the user overrules', ['spam'], 'spam by own'],
    ['a friendly or unsure word lets stand', [undefined, 'not_spam', 'unsure'], 'not_spam by outcome'],
  ])('by an outcome that %s', (_name, labels, expected) => expect(label([talk], ...labels)).toBe(expected));

  it('does not come of what was before the call', () => {
    const calls = [{ ...talk, day: 0 }, { ...dialled, day: 1 }, { day: 2 }].map(call);
    expect(labelCalls(calls, []).map((found) => found?.source)).toEqual(['outcome', 'outcome', undefined]);
  });

  it('is each user\'s own', () => {
    const calls = [{ user: 1 }, { user: 2 }, { user: 3 }].map(call);
    expect(labelCalls(calls, said('spam', 'not_spam'))).toEqual([{ spam: true, source: 'own' }, { spam: false, source: 'own' }, undefined]);
  });
});
