import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aucError, beatsChance, chooseByFolds } from '../performance/behavior/choice.mjs';
import { main as callcenter } from '../performance/callcenter/main.mjs';
import { main as m4 } from '../performance/m4/main.mjs';

let folder: string;
let printed: string[];
let said: string[];

beforeEach(() => {
  [printed, said] = [[], []];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('bench:m4', () => {
  const daily = (hours: number, level = 50): number[] => Array.from({ length: hours }, (_, hour) => level + 10 * Math.sin((2 * Math.PI * hour) / 24) + ((hour * 7) % 5));
  const write = (series: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>): void => {
    const table = (part: 0 | 1): string => ['id,values', ...Object.entries(series).map(([id, parts]) => [id, ...parts[part]].join(','))].join('\n');
    writeFileSync(join(folder, 'Hourly-train.csv'), table(0));
    writeFileSync(join(folder, 'Hourly-test.csv'), table(1));
  };

  it('goes on without the models that cannot learn, names what is too short, and scores the rest', async () => {
    write({ H1: [daily(200), daily(48)], H2: [new Array<number>(200).fill(7), new Array<number>(48).fill(7)], H3: [daily(14), daily(48)] });
    expect(await m4(['--dir', folder, '--json'])).toBe(0);
    const report = JSON.parse(printed.join('')) as { series: number; owa: number; skipped: number; perModel: Record<string, object | null>; unscored: Record<string, string> };
    expect(report).toMatchObject({ series: 1, skipped: 1, owa: expect.any(Number), coverage95: expect.any(Number), perModel: { lstm: null, 'seasonal-naive-24': expect.anything() } });
    expect(report.unscored['lstm']).toMatch(/long enough/);
    expect(said.join('')).toContain('series H3 has but 14 values');
  });

  it('tells nothing of series that are all too short or constant, and says so', async () => {
    write({ H2: [new Array<number>(200).fill(7), new Array<number>(48).fill(7)], H3: [daily(14), daily(48)] });
    expect(await m4(['--dir', folder, '--json'])).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ series: 0, owa: null, msis95: null, coverage95: null, skipped: 1 });
  });
});

describe('bench:callcenter', () => {
  const write = (calls: (hour: number) => string | number): string => {
    const path = join(folder, 'hourly.csv');
    const lines = Array.from({ length: 24 * 40 }, (_, hour) => `${new Date(Date.UTC(1999, 7, 1) + hour * 3_600_000).toISOString().slice(0, 19)},${calls(hour)}`);
    writeFileSync(path, ['timestamp,calls', ...lines].join('\n'));
    return path;
  };
  const usual = (hour: number): number => 5 + ((hour * 7) % 11);

  it.each([['abc', 'record 11 holds "abc"'], ['-50', 'record 11 holds "-50"'], ['1e999', 'record 11 holds "1e999"']])('refuses calls that are %s by name', (cell, told) => {
    expect(callcenter(['--file', write((hour) => (hour === 10 ? cell : usual(hour))), '--from', '1999-09-01'])).toBe(1);
    expect([printed, said.join('')]).toEqual([[], expect.stringContaining(told)]);
  });

  it.each(['1999-02-30', '1999-13-01', '1999-9-1', 'soon'])('refuses to begin on %s', (day) => {
    expect(callcenter(['--file', write(usual), '--from', day])).toBe(1);
    expect([printed, said.join('')]).toEqual([[], expect.stringContaining(`--from ${day} is no day`)]);
  });

  it('takes an empty cell for an hour without a call', () => {
    expect(callcenter(['--file', write((hour) => (hour === 10 ? '' : usual(hour))), '--from', '1999-09-01', '--json'])).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ mae: expect.any(Number), windows: 4 });
  });
});

describe('the model that bench:behavior serves', () => {
  const folds = (...aucs: readonly number[]) => aucs.map((auc) => ({ auc, positives: 300, negatives: 5000 }));

  it('has an error as worked out by hand', () => expect(aucError(0.9, 50, 50)).toBeCloseTo(Math.sqrt((0.09 + 49 * (9 / 11 - 0.81) + 49 * (81 / 95 - 0.81)) / 2500), 9));

  it.each([['just above', folds(0.509, 0.51, 0.508), false], ['well above', folds(0.58, 0.57, 0.6), true], ['of folds that differ', folds(0.4, 0.9, 0.5), false], ['below', folds(0.3), false]])(
    'beats chance or not: %s', (_name, given, beats) => expect(beatsChance(given)).toBe(beats));

  it.each<[string, Record<string, ReturnType<typeof folds>>, string]>([
    ['none, where no folds beat chance: the luckiest guess was the worst', { forest: folds(0.47, 0.48, 0.475), network: folds(0.51, 0.5, 0.512) }, 'none'],
    ['the first that beats it', { forest: folds(0.47, 0.48, 0.475), network: folds(0.6, 0.61, 0.6) }, 'network'],
    ['the first, unless another is better in every fold', { forest: folds(0.7, 0.7), network: folds(0.69, 0.75), trees: folds(0.71, 0.69) }, 'forest'],
    ['of those better in every fold the best', { forest: folds(0.7, 0.7), network: folds(0.71, 0.75), trees: folds(0.74, 0.71) }, 'network'],
  ])('%s', (_name, given, served) => expect(chooseByFolds(given)).toBe(served));
});
