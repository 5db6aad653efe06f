import { readRange } from './history-range.js';

const NOW_MS = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 86_400_000;

describe('the range of a training', () => {
  it.each<[object, number, number]>([
    [{}, NOW_MS - 90 * DAY_MS, NOW_MS],
    [{ to: '2026-05-01T00:00:00Z' }, Date.UTC(2026, 4, 1) - 90 * DAY_MS, Date.UTC(2026, 4, 1)],
    [{ from: '2026-05-01T08:00:00+08:00' }, Date.UTC(2026, 4, 1), NOW_MS],
    [{ from: '2020-01-01T00:00:00Z', to: '2026-06-01T12:00:00Z' }, Date.UTC(2020, 0, 1), NOW_MS],
  ])('of %j', (asked, fromMs, toMs) => expect(readRange(asked, NOW_MS)).toEqual({ fromMs, toMs }));

  it.each<[object, string[]]>([
    [{ from: 'yesterday' }, ['from']],
    [{ from: '2026-05-01T00:00:00' }, ['from']],
    [{ from: 1_700_000_000_000 }, ['from']],
    [{ from: null, to: '2026-02-30T00:00:00Z' }, ['to', 'from']],
    [{ to: '2026-06-01T12:00:00.001Z' }, ['to']],
    [{ from: '2026-05-01T00:00:00Z', to: '2026-05-01T00:00:00Z' }, ['from']],
    [{ from: '2026-06-01T12:00:00Z' }, ['from']],
  ])('of %j is refused', (asked, paths) => expect(readRange(asked, NOW_MS)).toMatchObject({ errors: paths.map((path) => ({ path })) }));
});
