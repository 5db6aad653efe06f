import fc from 'fast-check';
import { addCall, emptyCaller, type CallerState } from './caller-state.js';
import type { Facts } from './evidence.js';
import type { Mark, Standing } from './ranges/reputation.js';
import { BLOCK_SIZES } from './ranges/surroundings.js';
import type { Report } from './reports.js';

export const AS_OF_MS = Date.UTC(2026, 10, 22);
export const DAY_MS = 86_400_000;

export interface Call {
  readonly direction: number;
  readonly outcome: number;
  readonly durationMs: number | undefined;
  readonly localHour: number;
  readonly agoMs: number;
}

export const anyCall: fc.Arbitrary<Call> = fc.record({
  direction: fc.constantFrom(0, 0, 0, 1),
  outcome: fc.integer({ min: 0, max: 4 }),
  durationMs: fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: undefined }),
  localHour: fc.integer({ min: 0, max: 23 }),
  agoMs: fc.integer({ min: 0, max: 400 * DAY_MS }),
});

export const anyReport: fc.Arbitrary<Report> = fc.record({
  label: fc.constantFrom('spam' as const, 'not_spam' as const, 'unsure' as const),
  category: fc.constantFrom('loan' as const, 'scam' as const, null),
  reportedMs: fc.integer({ min: 0, max: 400 * DAY_MS }).map((agoMs) => AS_OF_MS - agoMs),
});

/** The state after `calls`. */
export function fold(calls: readonly Call[]): CallerState | undefined {
  if (calls.length === 0) return undefined;
  const state = emptyCaller();
  for (const { agoMs, ...facts } of calls) {
    addCall(state, { occurredAtMs: AS_OF_MS - agoMs, call: { callerId: 1, ...facts } });
  }
  return state;
}

const relation = fc.record({
  made: fc.integer({ min: 0, max: 40 }), taken: fc.integer({ min: 0, max: 40 }), answered: fc.integer({ min: 0, max: 40 }),
  answeredMs: fc.integer({ min: 0, max: 10_000_000 }), lastMs: fc.constant(AS_OF_MS),
});

/** Whatever may be known of a number. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    calls: fc.array(anyCall, { maxLength: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    reports: fc.array(anyReport, { maxLength: 30 }),
    relation: fc.option(relation, { nil: undefined }),
    ownLabel: fc.constantFrom('spam' as const, 'not_spam' as const, 'unsure' as const, undefined),
  })
  .map(({ calls, share, ...rest }) => {
    const users = calls.length === 0 ? 0 : 1 + Math.floor(share * (calls.length - 1));
    return { caller: fold(calls), users, asOfMs: AS_OF_MS, ...rest };
  });

const mark = fc.record({ bad: fc.integer({ min: 0, max: 60 }), good: fc.integer({ min: 0, max: 60 }) });
const NO_CELLS = { low: 0, high: 0 };

const own: fc.Arbitrary<Standing> = fc
  .record({ heat: mark, unfaded: mark, left: mark, members: mark })
  .map(({ unfaded, left, ...standing }) => {
    const faded = ({ bad, good }: Mark): Mark => ({ bad: (bad * left.bad) / 60, good: (good * left.good) / 60 });
    return { ...standing, unfaded, evidence: faded(unfaded), recent: faded(faded(unfaded)), users: NO_CELLS, numbers: NO_CELLS };
  });

const block = fc.record({
  size: fc.constantFrom(...BLOCK_SIZES), heat: mark, evidence: mark, members: mark, users: fc.nat(40), numbers: fc.nat(40),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** `anyFacts`, and whatever may be known of the numbers around and of whom it acts with. */
export const anyFactsAround: fc.Arbitrary<Facts> = fc
  .record({
    facts: anyFacts, own: optional(own), blocks: optional(fc.array(block, { maxLength: 4 })), isNeighbour: fc.constantFrom(true, false, undefined),
    campaign: optional(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), numbers: fc.integer({ min: 2, max: 90 }), users: fc.nat(900) })),
  })
  .map(({ facts, ...around }) => ({ ...facts, ...around }));
