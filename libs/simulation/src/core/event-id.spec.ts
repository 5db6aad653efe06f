import { eventId, saltOf } from './event-id.js';

const AT = Date.parse('2026-11-22T09:30:00+08:00');

describe('eventId', () => {
  it('is a version 8 UUID that begins with the time', () => {
    const id = eventId(AT, 12, 34);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(AT);
  });

  it('never repeats within a run, even in one millisecond', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, sequence) => eventId(AT, sequence, 99)));
    expect(ids.size).toBe(100_000);
  });

  it('keeps runs apart', () => {
    const ids = new Set(Array.from({ length: 20_000 }, (_, salt) => eventId(AT, 0, saltOf([salt]))));
    expect(ids.size).toBe(20_000);
  });

  it('sorts as the events do', () => {
    expect(eventId(AT, 5, 1) < eventId(AT + 1, 4, 1)).toBe(true);
    expect(eventId(0xffff, 5, 1) < eventId(0x10000, 4, 1)).toBe(true);
  });
});

describe('saltOf', () => {
  it.each([
    ['another value', [7, 500], [8, 500]],
    ['another order', [7, 500], [500, 7]],
    ['bits above the 32nd', [7, 1], [7 + 2 ** 32, 1]],
  ])('differs for %s', (_name, one, other) => {
    expect(saltOf(one)).not.toBe(saltOf(other));
  });
});
