import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { KeptAnswers } from './kept-answers.js';

const MINUTE_MS = 60_000;
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function bench(mostKept?: number) {
  const clock = new FixedClock(NOW_MS);
  const asked: string[] = [];
  const state = { answer: (key: string): Promise<string | undefined> => Promise.resolve(`${key}!`) };
  const kept = new KeptAnswers<string>((key) => {
    asked.push(key);
    return state.answer(key);
  }, clock, mostKept);
  const later = async (minutes: number): Promise<string | undefined> => {
    clock.nowMs += minutes * MINUTE_MS;
    kept.read('a');
    await settled();
    return kept.read('a');
  };
  return { clock, asked, state, kept, later };
}

it('knows nothing at first and never waits; what was asked for is there for the next who reads', async () => {
  const { asked, kept } = bench();
  expect([kept.read('a'), kept.read('a')]).toEqual([undefined, undefined]);
  await settled();
  expect([kept.read('a'), asked]).toEqual(['a!', ['a']]);
});

it('is fresh for five minutes, then serves what it has while it asks anew', async () => {
  const { asked, state, kept, clock, later } = bench();
  await later(0);
  expect([await later(4.9), asked.length]).toEqual(['a!', 1]);
  state.answer = () => Promise.resolve('new');
  clock.nowMs += MINUTE_MS;
  expect(kept.read('a')).toBe('a!');
  await settled();
  expect([kept.read('a'), asked.length]).toEqual(['new', 2]);
});

it('serves what is stale up to a day while nobody answers, asking again every half minute at most', async () => {
  const { asked, state, later } = bench();
  await later(0);
  state.answer = () => Promise.reject(new Error('away'));
  expect([await later(10), asked.length]).toEqual(['a!', 2]);
  expect([await later(0.4), asked.length]).toEqual(['a!', 2]);
  expect([await later(0.1), asked.length]).toEqual(['a!', 3]);
  expect(await later(24 * 60 - 10.5)).toBe('a!');
  expect(await later(0.1)).toBeUndefined();
  state.answer = () => Promise.resolve('back');
  expect(await later(1)).toBe('back');
});

it('keeps that there is no answer as an answer', async () => {
  const { asked, state, later } = bench();
  state.answer = () => Promise.resolve(undefined);
  expect([await later(0), await later(4), asked.length]).toEqual([undefined, undefined, 1]);
});

it('asks for four at a time, for a thousand at most, and forgets who was not asked for longest', async () => {
  const { asked, state, kept } = bench(3);
  let release: () => void = () => undefined;
  const gate = new Promise<void>((open) => (release = open));
  state.answer = (key) => gate.then(() => key);
  for (let key = 0; key < 2000; key++) kept.read(String(key));
  expect(asked).toHaveLength(4);
  release();
  for (let turn = 0; turn < 3000; turn++) await Promise.resolve();
  expect(asked).toHaveLength(1004);
  state.answer = () => new Promise(() => undefined);
  expect(['1000', '1001', '1002', '1003'].map((key) => kept.read(key))).toEqual([undefined, '1001', '1002', '1003']);
});
