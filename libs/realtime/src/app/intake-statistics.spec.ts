import { IntakeStatistics } from './intake-statistics.js';

const START_MS = 1_700_000_000_400;

describe('the statistics of the intake', () => {
  it('count since the start', () => {
    const intake = new IntakeStatistics(START_MS);
    intake.count(5, 1, START_MS);
    intake.count(0, 2, START_MS + 900_000);
    expect([intake.accepted, intake.rejected]).toEqual([5, 3]);
  });

  it.each([
    ['at once', 0, 30],
    ['within the first second', 900, 30],
    ['after ten seconds', 10_000, 3],
    ['after half a minute', 30_000, 1],
    ['in the last second of the minute', 59_000, 30 / 59],
    ['after more than a minute', 60_600, 0],
    ['after an hour', 3_600_000, 0],
  ])('give the rate of the last minute, of the time lived if that is less: %s', (_name, laterMs, expected) => {
    const intake = new IntakeStatistics(START_MS);
    intake.count(30, 0, START_MS);
    expect(intake.acceptedPerSecond(START_MS + laterMs)).toBeCloseTo(expected, 9);
  });

  it('drop the seconds that pass, one by one', () => {
    const intake = new IntakeStatistics(START_MS);
    for (let second = 0; second < 90; second++) intake.count(6, 0, START_MS + second * 1000);
    expect(intake.acceptedPerSecond(START_MS + 89_000)).toBe(6);
    expect(intake.acceptedPerSecond(START_MS + 89_000 + 30_000)).toBe(3);
  });

  it('bear a clock that steps back', () => {
    const intake = new IntakeStatistics(START_MS);
    intake.count(60, 0, START_MS + 100_000);
    intake.count(60, 0, START_MS + 95_000);
    expect(intake.acceptedPerSecond(START_MS + 100_000)).toBe(2);
  });
});
