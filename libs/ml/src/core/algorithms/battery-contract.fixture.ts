import { seededRandom } from '#kernel';
import type { Hyperparameters } from './algorithm.js';
import { ODD_ROWS } from './battery-sets.fixture.js';
import { fitOn, outcomesOf, setOf, type Subject } from './battery-subject.fixture.js';

/** Up to 250 places from 0 to `length` − 1, first and last among them. */
function places(length: number): number[] {
  const count = Math.min(length, 250);
  return Array.from({ length: count }, (_, place) => Math.round((place * (length - 1)) / Math.max(count - 1, 1)));
}

export function checkBytes(subject: Subject): void {
  const { algorithm } = subject;
  const fitted = fitOn(subject);
  const bytes = algorithm.encode(fitted);

  it('hold all of the model', () => {
    const { features } = setOf(subject);
    const loaded = algorithm.decode(bytes);
    expect([loaded.columns, loaded.outputs]).toEqual([fitted.columns, fitted.outputs]);
    expect(outcomesOf(loaded, features)).toEqual(outcomesOf(fitted, features));
    expect(loaded.explain?.(features)).toEqual(fitted.explain?.(features));
    expect(algorithm.encode(loaded)).toEqual(bytes);
  });

  it('are read wherever they lie in a buffer', () => {
    const shifted = Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
    expect(algorithm.encode(algorithm.decode(shifted))).toEqual(bytes);
  });

  it('are refused when cut short or followed by more', () => {
    for (const length of places(bytes.length)) expect(() => algorithm.decode(bytes.subarray(0, length))).toThrow(Error);
    expect(() => algorithm.decode(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(Error);
  });

  it.each([0x00, 0x01, 0x80, 0xff])('with a byte turned to %d are refused, or are a model that scores', (value) => {
    for (const place of places(bytes.length)) {
      const broken = Uint8Array.from(bytes);
      broken[place] = value;
      const loaded = orError(() => algorithm.decode(broken));
      if (loaded instanceof Error || loaded.columns !== fitted.columns) continue;
      expect(loaded.rawScores(ODD_ROWS)).not.toContain(NaN);
    }
  });

  it('of no model are refused', () => {
    const random = seededRandom(3);
    for (let length = 1; length < 200; length++) {
      const noise = Uint8Array.from({ length }, () => random.below(256));
      expect(orError(() => algorithm.decode(noise))).toBeInstanceOf(Error);
    }
  });
}

function orError<T>(made: () => T): T | Error {
  try {
    return made();
  } catch (error) {
    return error as Error;
  }
}

export function checkProgress(subject: Subject): void {
  it('rises from 0 to 1', () => {
    const heard: number[] = [];
    fitOn(subject, setOf(subject), 1, (done) => heard.push(done));
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect(heard[0]).toBeGreaterThanOrEqual(0);
    expect(heard.at(-1)).toBe(1);
    expect(heard.length).toBeGreaterThan(1);
  });

  it.each([['at once', 1], ['in the midst', 2]])('ends the fit when it throws %s', (_name, last) => {
    let calls = 0;
    const stop = (): void => {
      if (++calls === last) throw new Error('enough');
    };
    expect(() => fitOn(subject, setOf(subject), 1, stop)).toThrow('enough');
    expect(calls).toBe(last);
  });
}

export function checkHyperparametersOf({ algorithm }: Subject): void {
  const filled = algorithm.check({});
  const defaults = 'values' in filled ? Object.entries(filled.values) : [];
  const errorsOf = (given: Hyperparameters): unknown => {
    const result = algorithm.check(given);
    return 'errors' in result ? result.errors.map(({ path }) => path) : [];
  };

  it('have defaults that they accept', () => {
    expect(filled).toHaveProperty('values');
    expect(algorithm.check(Object.fromEntries(defaults))).toEqual(filled);
  });

  it('name what is unknown', () => expect(errorsOf({ noSuchSetting: 1 })).toEqual(['noSuchSetting']));

  it.each(defaults)('name %s where it does not fit', (name, value) => {
    const unfit = [{ wrong: 'form' }, 'no such word', ...(typeof value === 'number' ? [NaN, Infinity, -1e15, 1e15, String(value)] : [])];
    for (const wrong of unfit) expect(errorsOf({ [name]: wrong })).toEqual([name]);
  });
}
