import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { AnomalyDetector, PARTS, type DetectorState, type Finding } from './anomaly-detector.js';

const HOUR = 3600;
const afterJson = (state: DetectorState) => JSON.parse(JSON.stringify(state)) as DetectorState;
const run = (values: readonly number[], detector = new AnomalyDetector(), from = 0): (Finding | undefined)[] =>
  values.map((value, row) => detector.push({ atSeconds: (from + row) * HOUR, value }));

const anything = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) }, fc.double(), fc.constant(NaN));
const noise = (rows: number, seed = 1): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, hour) => 20 + 10 * Math.sin(hour * Math.PI / 12) + 4 * random.next());
};

describe('anomaly detector', () => {
  it('answers between 0 and 1, and nothing where there is no value', () => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 300 }), (values) => {
      run(values).forEach((finding, row) => {
        expect(finding === undefined).toBe(!Number.isFinite(values[row]));
        if (finding === undefined) return;
        for (const share of [finding.score, finding.rarity, ...PARTS.map((part) => finding.parts[part])]) {
          expect(share >= 0 && share < 1).toBe(true);
        }
      });
    }), { numRuns: 50 });
  });

  it('goes on from stored state as if it had never stopped', () => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 200 }), fc.nat({ max: 200 }), (values, cut) => {
      const stopped = new AnomalyDetector();
      const before = run(values.slice(0, cut), stopped);
      const resumed = new AnomalyDetector(afterJson(stopped.state()));
      const after = run(values.slice(cut), resumed, Math.min(cut, values.length));
      const whole = new AnomalyDetector();
      expect([...before, ...after]).toEqual(run(values, whole));
      expect(afterJson(resumed.state())).toEqual(afterJson(whole.state()));
    }), { numRuns: 50 });
  });

  it('goes on likewise when its memory has been full for long', () => {
    const values = noise(2500);
    const stopped = new AnomalyDetector();
    run(values.slice(0, 2000), stopped);
    const resumed = new AnomalyDetector(afterJson(stopped.state()));
    expect(run(values.slice(2000), resumed, 2000)).toEqual(run(values).slice(2000));
    expect(JSON.stringify(stopped.state()).length).toBeLessThan(40_000);
  });

  it('does not depend on the unit', () => {
    const values = noise(700);
    expect(run(values.map((value) => value * 1024))).toEqual(run(values));
  });

  it.each([['zeros', 0], ['a constant', 7.3], ['the greatest there is', Number.MAX_VALUE]])('finds nothing in %s', (_name, value) => {
    expect(run(Array<number>(300).fill(value)).every((finding) => finding?.rarity === 0)).toBe(true);
  });

  it('finds a single spike, and nothing as strange before or after', () => {
    const values = noise(1000).map((value, hour) => (hour === 600 ? value + 200 : value));
    const findings = run(values).map((finding) => finding?.rarity ?? 0);
    expect(findings.indexOf(Math.max(...findings))).toBe(600);
    expect(findings[600]).toBeGreaterThan(2 * Math.max(...findings.slice(0, 600), ...findings.slice(700)));
  });

  it.each([
    ['value', (hour: number) => (hour === 900 ? 60 : undefined)],
    ['shape', (hour: number) => (hour >= 890 && hour < 920 ? 18 : undefined)],
    ['season', (hour: number) => (hour === 906 ? 30 : undefined)],
    ['level', (hour: number) => (hour >= 860 ? 34 : undefined)],
  ])('tells what is strange: %s', (part, change) => {
    const base = (hour: number) => (part === 'season' ? (hour % 24 < 12 ? 30 : 10) : 20 + 10 * Math.sin(hour * Math.PI / 12));
    const random = seededRandom(5);
    const findings = run(Array.from({ length: 930 }, (_, hour) => change(hour) ?? base(hour) + random.next())).slice(860);
    const greatest = Math.max(...findings.map((finding) => finding?.parts[part as 'value'] ?? 0));
    expect(greatest).toBeGreaterThan(0.4);
  });

  it('takes gaps, an hour twice and times out of order as rows like others', () => {
    const detector = new AnomalyDetector();
    const times = [0, 1, 1, 2, 900, 899, 901].map((hour) => hour * HOUR);
    const findings = times.map((atSeconds) => detector.push({ atSeconds, value: 4 }));
    expect(findings.map((finding) => finding?.rarity)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(detector.push({ atSeconds: NaN, value: 4 })).toBeUndefined();
    expect(detector.state().recent).toHaveLength(7);
  });
});
