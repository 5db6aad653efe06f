import type { HistoricCall } from '../features/caller-history.js';
import { BEHAVIOR_CLASSES, behaviorLabels } from './behavior-labels.js';

const HOUR_MS = 3_600_000;
const call = (hours: number, rest: Partial<HistoricCall['call']> = {}): HistoricCall =>
  ({ userId: 1, occurredAtMs: hours * HOUR_MS, call: { callerId: 7, direction: 0, outcome: 2, durationMs: undefined, localHour: 9, ...rest } });
const namesOf = (calls: HistoricCall[], target: 'outcome' | 'callback', knownHours: number): (string | undefined)[] =>
  behaviorLabels(calls, target, knownHours * HOUR_MS).map((index) => (index === undefined ? undefined : BEHAVIOR_CLASSES[target][index]));

describe('what users do with calls', () => {
  it('is how the call ended, a transfer being nobody\'s answer', () =>
    expect(namesOf([0, 1, 2, 3, 4].map((outcome) => call(outcome, { outcome })), 'outcome', 9)).toEqual(['answered', 'rejected', 'missed', undefined, 'ai_handled']));

  it.each<[string, HistoricCall[], string | undefined]>([
    ['nobody dials', [call(0)], 'not_returned'],
    ['the user dials the number', [call(0), call(3, { direction: 1 })], 'returned'],
    ['the user dials it to the very hour', [call(0), call(24, { direction: 1 })], 'returned'],
    ['the user dials it too late', [call(0), call(25, { direction: 1 })], 'not_returned'],
    ['the user dials another number', [call(0), call(3, { direction: 1, callerId: 8 })], 'not_returned'],
    ['the number calls again', [call(0), call(3)], 'not_returned'],
    ['the user dialled it before', [call(0, { direction: 1 }), call(1)], 'not_returned'],
  ])('where %s', (_name, calls, expected) => {
    const at = calls.findIndex(({ call: { direction } }) => direction === 0);
    expect(namesOf(calls, 'callback', 48)[at]).toBe(expected);
  });

  it('is not known before the day is over, also where the user has dialled', () =>
    expect([namesOf([call(0), call(1, { direction: 1 })], 'callback', 23), namesOf([call(0)], 'callback', 24)]).toEqual([[undefined, undefined], ['not_returned']]));
});
