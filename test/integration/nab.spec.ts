import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { main } from '../performance/nab/main.mjs';
import { nabScores, probationRows, scaledSigmoid, worthOfRows } from '../performance/nab/score.mjs';
import { windowedGaussian } from '../performance/nab/windowed-gaussian.mjs';

/** Scores of 20 rows, the first three of which are not judged; all 0 but those given. */
const scored = (alarms: Readonly<Record<number, number>>) => Float64Array.from({ length: 20 }, (_, row) => alarms[row] ?? 0);
const WINDOW = [[10, 13]] as const;

// What the benchmark publishes of its windowed Gaussian at the threshold 1.0, summed over a file (github.com/numenta/NAB at ea702d7, results/windowedGaussian/*_scores.csv).
const EXCHANGE = { standard: 0.292288463428, lowFp: -0.147680769569, lowFn: -0.707711536572 };
const TRAVEL_TIME = { standard: -1.79598133079, lowFp: -2.45598133079, lowFn: -3.79598133079 };
const SPEED = { standard: 1.76631783122, lowFp: 1.76631783122, lowFn: 1.76631783122 };
const REQUESTS = { standard: -0.138449197924, lowFp: -0.138449197924, lowFn: -1.13844919792 };

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

  // Rows, windows, and the rows that raise the detector's alarms; 100 stands for a perfect sum, 0 for that of a silent detector.
  it.each([
    ['exchange-4_cpc', 1643, [[340, 394], [749, 803], [1249, 1303]], [367, 372, 514, 518, 1276, 1401, 1565], EXCHANGE],
    ['TravelTime_387', 2500, [[387, 469], [948, 1030], [1485, 1567]], [989, 2039, 2040, 2041, 2042, 2132, 2133], TRAVEL_TIME],
    ['speed_t4013', 2495, [[2084, 2208], [2335, 2459]], [2144, 2145, 2146, 2147, 2148, 2149, 2150, 2152, 2153, 2391, 2393, 2394, 2397, 2399], SPEED],
    ['elb_request_count_8c0756', 4032, [[683, 883], [3582, 3782]], [3682], REQUESTS],
  ] as const)('is that published of a detector on %s', (_name, rows, windows, alarms, published) => {
    const scores = new Float64Array(rows);
    for (const row of alarms) scores[row] = 1;
    const found = nabScores([{ scores, windows }]);
    for (const [profile, missed] of [['standard', 1], ['lowFp', 1], ['lowFn', 2]] as const) {
      const nothing = -missed * windows.length;
      expect(found[profile]).toBeCloseTo((100 * (published[profile] - nothing)) / (windows.length - nothing), 6);
    }
  });

  it('is null where there are no windows', () => {
    expect(nabScores([{ scores: scored({}), windows: [] }])).toEqual({ standard: null, lowFp: null, lowFn: null });
  });
});

describe('the windowed Gaussian', () => {
  const EPSILON = 1e-11;

  it.each([
    ['nothing of the first row', [104], [0]],
    ['the surest where a constant moves', [104, 100], [0, 1]],
    // Mean 102, deviation 2: a distance of 1.5 deviations, of whose upper tail statistical tables say .0668072.
    ['one minus the upper tail', [104, 100, 99], [0, 1, 0.9331927987]],
    // Mean 1, deviation 1, so distances are deviations; of 2 tables say .0227501319, of 5 2.866516e-7.
    ['on either side alike', [0, 2, 3], [0, 1, 0.9772498681]], ['and as far out', [0, 2, -4], [0, 1, 0.9999997133484281]],
  ])('says %s', (_name, values, scores) => {
    expect([...windowedGaussian(values)].map((score, row) => Math.abs(score - (scores[row] as number)) < 10 * EPSILON)).toEqual(values.map(() => true));
  });

  it.each([[7.1, false], [7.2, true]])('raises an alarm at its threshold of 1.0 where twelve digits say 1: %p deviations: %p', (deviations, isAlarm) => {
    expect(windowedGaussian([0, 2, 1 + deviations])[2] === 1).toBe(isAlarm);
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
