import { AppError } from '#kernel';

import { settingsOf, type SimulationOptions } from './options.js';

const GOOD: SimulationOptions = { users: 5, days: 1, seed: 7, startMs: Date.parse('2026-11-01T00:00:00+08:00') };

describe('settingsOf', () => {
  it('fills in the zone and the scale', () => {
    const settings = settingsOf({ ...GOOD, scale: { storm: 0.5 } });
    expect(settings.offsetMinutes).toBe(480);
    expect(settings.scale).toMatchObject({ storm: 0.5, robocall: 1, talkTime: 1 });
  });

  it.each<[string, Partial<SimulationOptions>]>([
    ['users', { users: 0 }],
    ['users', { users: 2.5 }],
    ['days', { days: NaN }],
    ['seed', { seed: -1 }],
    ['seed', { seed: 2 ** 32 }],
    ['startMs', { startMs: GOOD.startMs + 1 }],
    ['startMs', { offsetMinutes: 0 }],
    ['startMs', { startMs: 0 }],
    ['offsetMinutes', { offsetMinutes: 900 }],
    ['scale.storm', { scale: { storm: 1.6 } }],
    ['scale.answering', { scale: { answering: 0.4 } }],
    ['scale', { scale: { strom: 1 } as object }],
  ])('refuses a bad %s: %j', (name, wrong) => {
    expect(() => settingsOf({ ...GOOD, ...wrong })).toThrow(AppError);
    expect(() => settingsOf({ ...GOOD, ...wrong })).toThrow(new RegExp(`^argument_invalid: ${name} is .*; it must be `));
  });
});
