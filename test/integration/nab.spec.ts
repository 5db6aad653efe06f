import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { main } from '../performance/nab/main.mjs';
import { nabScores, probationRows, scaledSigmoid, worthOfRows } from '../performance/nab/score.mjs';

/** Scores of 20 rows, the first three of which are not judged; all 0 but those given. */
const scored = (alarms: Readonly<Record<number, number>>) => Float64Array.from({ length: 20 }, (_, row) => alarms[row] ?? 0);
const WINDOW = [[10, 13]] as const;

describe('the score of the Numenta Anomaly Benchmark', () => {
  it.each([[-1, 0.98661], [0, 0], [1, -0.98661], [3, -1], [3.1, -1]])('an alarm at %p widths is worth %p', (place, worth) => {
    expect(scaledSigmoid(place)).toBeCloseTo(worth, 5);
  });

  it.each([[20, 3], [4032, 604], [5000, 750], [22_695, 750]])('of %p rows the first %p are not judged', (rows, probation) => {
    expect(probationRows(rows)).toBe(probation);
  });

  it('falls within a window and just after it, as worked out by hand', () => {
    const { worth, windowOf } = worthOfRows(10, [[4, 7]]);
    expect([...windowOf]).toEqual([-1, -1, -1, -1, 0, 0, 0, 0, -1, -1]);
    expect([...worth.slice(0, 4)]).toEqual([-1, -1, -1, -1]);
    [1, 0.56212, -0.68226, -0.93111].forEach((expected, at) => expect(worth[[4, 7, 8, 9][at] as number]).toBeCloseTo(expected, 5));
  });

  it.each([
    // All rows or none: the window is found, 7 false alarms before it cost 7 · 0.11 and the 6 after it 5.596872 · 0.11.
    ['every row alike', {}, { standard: 100 * (2 - 0.11 * 12.596872245) / 2, lowFp: 0, lowFn: 100 * (3 - 0.11 * 12.596872245) / 3 }],
    ['the first row of the window', { 10: 1 }, { standard: 100, lowFp: 100, lowFn: 100 }],
    ['one row after another in it: the best counts', { 10: 0.5, 12: 0.9 }, { standard: 100, lowFp: 100, lowFn: 100 }],
    ['a false alarm that is surer', { 5: 0.9, 10: 0.8 }, { standard: 94.5, lowFp: 89, lowFn: 100 * 2.89 / 3 }],
    ['a false alarm that is less sure', { 5: 0.7, 10: 0.8 }, { standard: 100, lowFp: 100, lowFn: 100 }],
    ['a false alarm that is as sure', { 5: 0.8, 10: 0.8 }, { standard: 94.5, lowFp: 89, lowFn: 100 * 2.89 / 3 }],
    ['an alarm before it is judged', { 1: 0.9, 10: 0.8 }, { standard: 100, lowFp: 100, lowFn: 100 }],
  ])('%s', (_name, alarms, expected) => {
    const found = nabScores([{ scores: scored(alarms), windows: WINDOW }]);
    for (const profile of ['standard', 'lowFp', 'lowFn'] as const) expect(found[profile]).toBeCloseTo(expected[profile], 6);
  });

  it('sets one threshold for all series', () => {
    const series = [{ scores: scored({ 10: 0.3 }), windows: WINDOW }, { scores: scored({ 4: 0.4, 5: 0.4 }), windows: [] }];
    expect(nabScores(series).standard).toBeCloseTo(100 * (1 - 0.22 + 1) / 2, 6);
  });

  it('is null where there are no windows', () => {
    expect(nabScores([{ scores: scored({}), windows: [] }])).toEqual({ standard: null, lowFp: null, lowFn: null });
  });
});

describe('bench:nab', () => {
  let folder: string;
  let printed: string[];
  const time = (row: number) => new Date(Date.UTC(2014, 3, 1) + row * 300_000).toISOString().slice(0, 19).replace('T', ' ');
  const valueAt = new Map<number, number | string>([[300, 90], [350, '']]);
  const table = (rows: number) =>
    ['timestamp,value', ...Array.from({ length: rows }, (_, row) => `${time(row)},${valueAt.get(row) ?? (row * 7) % 11}`)].join('\n');
  const scoresIn = (name: string) => readFileSync(join(folder, name, 'kind', 'one.csv'), 'utf8').trim().split('\n');

  beforeEach(() => {
    printed = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    folder = mkdtempSync(join(tmpdir(), 'nab-'));
    mkdirSync(join(folder, 'data', 'kind'), { recursive: true });
    writeFileSync(join(folder, 'data', 'kind', 'one.csv.gz'), gzipSync(table(400)));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('writes a score for every row, from rows up to it alone', () => {
    expect(main(['--dir', folder, '--scores', join(folder, 'all'), '--json'])).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ standard: null, lowFp: null, lowFn: null, series: 1, points: 400 });
    writeFileSync(join(folder, 'data', 'kind', 'one.csv.gz'), gzipSync(table(320)));
    expect(main(['--dir', folder, '--scores', join(folder, 'part')])).toBe(0);
    const [all, part] = [scoresIn('all'), scoresIn('part')];
    expect(all[0]).toBe('timestamp,value,anomaly_score');
    expect(all).toHaveLength(401);
    expect(all[351]).toBe(`${time(350)},,0`);
    expect(Number(all[301]?.split(',')[2])).toBeGreaterThan(0.5);
    expect(part).toEqual(all.slice(0, 321));
  });

  it('scores where windows are given', () => {
    writeFileSync(join(folder, 'combined_windows.json'), JSON.stringify({ 'kind/one.csv': [[`${time(300)}.000000`, `${time(310)}.000000`]] }));
    expect(main(['--dir', folder, '--scores', join(folder, 'out'), '--json'])).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ standard: 100, lowFp: 100, lowFn: 100 });
  });

  it.each([[['--dir', 'x'], 2], [['--scores', 'x'], 2], [['--dir', 'x', '--scores', 'y', '--tuned'], 2], [['--dir', '/nowhere/at/all', '--scores', 'y'], 1]])(
    '%p ends with %p and prints nothing', (args, code) => {
      expect(main(args)).toBe(code);
      expect(printed).toEqual([]);
    });
});
