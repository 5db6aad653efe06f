import fc from 'fast-check';
import { admit, breakerState, CLOSED, OPENS_AFTER, report, REST_MS, type Breaker } from './circuit-breaker.js';

const fail = (breaker: Breaker, nowMs: number): Breaker => report(breaker, { admission: 'regular', good: false, nowMs });
const opened = (nowMs: number): Breaker => Array.from({ length: OPENS_AFTER }).reduce<Breaker>((breaker) => fail(breaker, nowMs), CLOSED);

describe('the circuit breaker', () => {
  it('opens at the fifth failure in a row, and one good answer starts the count anew', () => {
    let breaker = CLOSED;
    for (let failure = 1; failure < OPENS_AFTER; failure++) breaker = fail(breaker, 0);
    expect(breakerState(breaker, 0)).toBe('closed');
    expect(breakerState(fail(breaker, 0), 0)).toBe('open');
    expect(report(breaker, { admission: 'regular', good: true, nowMs: 0 })).toEqual(CLOSED);
  });

  it('lets one question through after its rest, whose answer decides', () => {
    expect(admit(opened(0), REST_MS - 1).admission).toBeUndefined();
    const { breaker, admission } = admit(opened(0), REST_MS);
    expect([admission, admit(breaker, REST_MS).admission]).toEqual(['probe', undefined]);
    expect(report(breaker, { admission: 'probe', good: true, nowMs: REST_MS })).toEqual(CLOSED);
    expect(breakerState(report(breaker, { admission: 'probe', good: false, nowMs: REST_MS }), 2 * REST_MS - 1)).toBe('open');
  });

  it('passes over answers to what was asked before it opened', () => {
    for (const good of [true, false]) expect(report(opened(7), { admission: 'regular', good, nowMs: 9 })).toEqual(opened(7));
  });

  it('whatever happens: never asks while open, at most one at a time while half-open, and is open only after five failures in a row', () => {
    const step = fc.record({ waitMs: fc.constantFrom(0, 1, 1000, REST_MS), answer: fc.constantFrom('none', 'good', 'bad') });
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let breaker: Breaker = CLOSED;
      let nowMs = 0;
      let inARow = 0;
      const underWay: ('regular' | 'probe')[] = [];
      for (const { waitMs, answer } of steps) {
        nowMs += waitMs;
        const state = breakerState(breaker, nowMs);
        const asked = admit(breaker, nowMs);
        breaker = asked.breaker;
        if (state === 'open') expect(asked.admission).toBeUndefined();
        if (asked.admission !== undefined) underWay.push(asked.admission);
        expect(underWay.filter((one) => one === 'probe').length).toBeLessThanOrEqual(1);
        if (answer === 'none') continue;
        const admission = underWay.shift();
        if (admission === undefined) continue;
        const counts = admission === 'probe' || breakerState(breaker, nowMs) === 'closed';
        breaker = report(breaker, { admission, good: answer === 'good', nowMs });
        if (counts) inARow = answer === 'good' ? 0 : inARow + 1;
        expect(breaker.openedMs !== undefined).toBe(inARow >= OPENS_AFTER);
      }
    }));
  });
});
