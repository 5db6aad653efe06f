import fc from 'fast-check';
import { addCall, emptyCaller, type CallerState } from '../caller-state.js';
import type { Facts } from '../evidence.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import type { Report } from '../reports.js';
import type { Attacked } from './verdict-attack-cost.js';

interface Line {
  readonly calls: number;
  readonly users: number;
  /** Share answered, spread evenly over the calls. */
  readonly answered: number;
  readonly seconds: number;
  readonly dialled: number;
}

function callsOf({ calls, answered, seconds, dialled }: Line): CallerState {
  const state = emptyCaller();
  for (let index = 0; index < calls + dialled; index++) {
    const isPickedUp = Math.floor((index + 1) * answered) > Math.floor(index * answered);
    const call = { callerId: 1, direction: index < calls ? 0 : 1, outcome: isPickedUp ? 0 : 2, durationMs: isPickedUp ? 1000 * (seconds + (index % 9) * (seconds > 20 ? 15 : 0)) : undefined, localHour: 9 + (index % 9) };
    addCall(state, { occurredAtMs: AS_OF_MS - (index / (calls + dialled)) * 20 * DAY_MS, call });
  }
  return state;
}

const established = (label: Report['label'], count: number, weight: number): Report => ({ label, category: label === 'spam' ? 'scam' : null, count, weight, reportedMs: AS_OF_MS - DAY_MS });

/** Callers of many by what established users report of them and by their calls: most of them known scammers, some on the edge of it. */
export const anyScammer: fc.Arbitrary<Facts> = fc
  .record({ calls: fc.integer({ min: 30, max: 2000 }), answered: fc.double({ min: 0, max: 0.5, noNaN: true }), seconds: fc.integer({ min: 2, max: 25 }), reports: fc.integer({ min: 3, max: 200 }), weight: fc.double({ min: 0.6, max: 1, noNaN: true }), clears: fc.integer({ min: 0, max: 2 }) })
  .map(({ reports, weight, clears, ...line }) => {
    const users = Math.floor(line.calls * 0.95);
    const said = [established('spam', Math.min(reports, users), weight), ...(clears === 0 ? [] : [established('not_spam', clears, weight)])];
    return { caller: callsOf({ ...line, users, dialled: 0 }), users, reports: said, asOfMs: AS_OF_MS };
  });

/** Lines that many people call and answer, with the complaints that every bank has: most of them legitimate, some on the edge of it. */
export const anyBank: fc.Arbitrary<Facts> = fc
  .record({ calls: fc.integer({ min: 200, max: 4000 }), answered: fc.double({ min: 0.5, max: 0.9, noNaN: true }), seconds: fc.integer({ min: 12, max: 90 }), dialled: fc.double({ min: 0, max: 0.3, noNaN: true }), complaints: fc.integer({ min: 0, max: 10 }), weight: fc.double({ min: 0.3, max: 1, noNaN: true }), share: fc.double({ min: 0.3, max: 0.9, noNaN: true }) })
  .map(({ complaints, weight, share, dialled, ...line }) => {
    const users = Math.floor(line.calls * share);
    return { caller: callsOf({ ...line, users, dialled: Math.floor(line.calls * dialled) }), users, reports: complaints === 0 ? [] : [established('spam', complaints, weight)], asOfMs: AS_OF_MS };
  });

/** A service with established users and no model: nobody who comes now counts as anybody does. */
export const GROWN_UP: Attacked = { places: 0, opinion: undefined, opinionOn: () => undefined };
