import { randomUUID } from 'node:crypto';
import { calls } from './cns-calls.fixture.js';

const MINUTE_MS = 60_000;

/** Who was called for real: the users that planted callers ring too. */
export const callees = [...new Set(calls.map(({ callee }) => callee))];

const calleeAt = (place: number): string => callees[place % callees.length]!;
const indices = (count: number): number[] => [...Array(count).keys()];

interface Rung { readonly caller: string; readonly userId: string; readonly minutesAgo: number }

export function ring({ caller, userId, minutesAgo }: Rung, fields: object): Record<string, unknown> {
  return { id: randomUUID(), type: 'call', userId, callerPhone: caller, callType: 'incoming', timestamp: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(), ...fields };
}

/** Eight numbers that read one script and want to be called back at one number; nobody listens for long. */
export const robocall = {
  numbers: ['+8613911220417', '+8615022113862', '+8618711349021', '+8613566120938', '+8615977340012', '+8618204417755', '+8613421908866', '+8617703315409'],
  script: 'Hello, this is the credit department. You have been selected for a loan without interest, the offer ends today, so call us back right now to claim it.',
  callback: '400-820-8820',
};
const CALLS_OF_EACH = 30;

export function robocalls(): Record<string, unknown>[] {
  const { script, callback } = robocall;
  return robocall.numbers.flatMap((caller, at) => indices(CALLS_OF_EACH).map((call) => {
    const rung = { caller, userId: calleeAt(at * 11 + call), minutesAgo: 600 - call * 10 - at };
    if (call % 3 === 0) return ring(rung, { outcome: 'rejected' });
    return ring(rung, { outcome: 'ai_handled', duration: 7, metadata: { transcript: script, callbackNumber: callback } });
  }));
}

/** Numbers of one block of 10,000, in no order; each is used once. */
const SNOWSHOE_BLOCK = '+861337788';
const snowshoeNumber = (index: number): string => `${SNOWSHOE_BLOCK}${String((index * 7919 + 13) % 10_000).padStart(4, '0')}`;
export const snowshoe = { numbers: indices(60).map(snowshoeNumber), next: snowshoeNumber(60) };

export function snowshoeCalls(): Record<string, unknown>[] {
  const hungUp = (at: number): object => (at % 4 === 0 ? { outcome: 'answered', duration: 3 } : { outcome: 'rejected' });
  return snowshoe.numbers.map((caller, at) => ring({ caller, userId: calleeAt(at * 2), minutesAgo: 500 - at * 5 }, hungUp(at)));
}

/** Turned away or hung up on by everybody; those it called first say so. */
export const scammer = { number: '+8613799240861', reporters: indices(14).map(calleeAt) };

export const ofScammer = (at: number): object => (at % 2 === 0 ? { outcome: 'answered', duration: 5 } : { outcome: 'rejected' });

export function scamCalls(): Record<string, unknown>[] {
  return indices(40).map((at) => ring({ caller: scammer.number, userId: calleeAt(at), minutesAgo: 1400 - at * 20 }, ofScammer(at)));
}

/** Talks for minutes, with the same people again. */
export const bank = '+8695588';

export function bankCalls(): Record<string, unknown>[] {
  return indices(80).map((at) => ring({ caller: bank, userId: calleeAt(at % 40), minutesAgo: 20_000 - at * 200 }, { outcome: 'answered', duration: 90 + at }));
}
