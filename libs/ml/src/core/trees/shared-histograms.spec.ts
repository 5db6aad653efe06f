import { seededRandom } from '#kernel';
import { BIN_SPAN, binMatrix } from './bins.js';
import { cellLayout, type NodeRows } from './histogram.js';
import { SharedHistograms } from './shared-histograms.js';
import { matrixOf } from './trees.fixture.js';

const ROWS = 300;
const COLUMNS = Int32Array.of(4, 2, 0, 1, 3);

const random = seededRandom(4);
const data = binMatrix(matrixOf(Array.from({ length: ROWS }, () => Array.from({ length: 5 }, () => (random.next() < 0.1 ? null : random.below(30))))), 20);
const rows = Int32Array.from({ length: ROWS }, (_, row) => row);
/** Eighths are exact in sums of any order. */
const pairs = Float32Array.from({ length: ROWS * 2 }, (_, at) => (at % 2 === 0 ? 1 + random.below(8) / 8 : random.below(3)));
const part = (start: number, end: number): NodeRows => ({ rows, start, end, pairs: pairs.subarray(start * 2, end * 2) });

function expectedCells(classes: number, counted: boolean): number[] {
  const { stride, countAt } = cellLayout(classes, counted);
  const cells = new Array<number>(COLUMNS.length * BIN_SPAN * stride).fill(0);
  COLUMNS.forEach((column, place) => {
    for (let row = 0; row < ROWS; row++) {
      const cell = (place * BIN_SPAN + data.bins[column]![row]!) * stride;
      const [weight, said] = [pairs[row * 2]!, pairs[row * 2 + 1]!];
      if (counted) cells[cell + countAt]! += 1;
      if (classes > 0) cells[cell + 1 + said]! += weight;
      else [cells[cell], cells[cell + 1]] = [cells[cell]! + weight, cells[cell + 1]! + said];
    }
  });
  return cells;
}

describe.each([
  ['moments', 0, false],
  ['counted moments', 0, true],
  ['classes', 3, true],
])('histograms of %s', (_name, classes, counted) => {
  const layout = cellLayout(classes, counted);
  const shared = new SharedHistograms(data, layout);

  it('add up the rows of each bin', () => expect([...shared.build(COLUMNS, part(0, ROWS))]).toEqual(expectedCells(classes, counted)));

  it('are those of one child when the other is taken away', () => {
    const whole = shared.build(COLUMNS, part(0, ROWS));
    shared.subtract(whole, shared.build(COLUMNS, part(0, 100)));
    expect(whole).toEqual(shared.build(COLUMNS, part(100, ROWS)));
  });

  it('use a room again, emptied, and only for as many columns', () => {
    const used = shared.build(COLUMNS, part(0, ROWS));
    shared.release(used);
    const again = shared.build(COLUMNS, part(0, 50));
    expect(again).toBe(used);
    expect(again).toEqual(new SharedHistograms(data, layout).build(COLUMNS, part(0, 50)));
    shared.release(again);
    expect(shared.build(COLUMNS.subarray(0, 2), part(0, 50))).toHaveLength(2 * BIN_SPAN * layout.stride);
  });

  it('know the whole node', () => {
    const total = new Float64Array(layout.stride);
    shared.total(shared.build(COLUMNS, part(0, ROWS)), total);
    const first = expectedCells(classes, counted).slice(0, BIN_SPAN * layout.stride);
    expect([...total]).toEqual([...total.keys()].map((index) => first.reduce((sum, one, at) => sum + (at % layout.stride === index ? one : 0), 0)));
  });
});
