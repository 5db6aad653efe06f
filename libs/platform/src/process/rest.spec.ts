import { Rest } from './rest.js';

/** A clock that goes on by work and by sleep alone. */
function resting(share: number) {
  let nowMs = 0;
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    nowMs += ms;
  };
  const rest = new Rest(share, { now: () => nowMs, sleep });
  return { slept, after: (workMs: number) => ((nowMs += workMs), rest.take()) };
}

it('is as long as leaves the work its share of the time', async () => {
  const { slept, after } = resting(0.25);
  await after(20);
  await after(100);
  expect(slept).toEqual([60, 300]);
});

it('counts what is not worth one into the next', async () => {
  const { slept, after } = resting(0.5);
  await after(6);
  await after(6);
  await after(9);
  expect(slept).toEqual([12]);
});
