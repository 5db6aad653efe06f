import { BIN_SPAN, type BinnedMatrix } from './bins.js';
import { addFourColumns, addRows, type CellLayout, type NodeRows } from './histogram.js';
import type { SplitSearch } from './split.js';

const ALL_BINS = Uint8Array.from({ length: BIN_SPAN }, (_, bin) => bin);

/**
 * Histograms of many columns at a time. A node's are the sum of its children's, so only the child with fewer rows is
 * counted and the other's are what is left. Rooms are used again.
 */
export class SharedHistograms {
  private readonly spare: Float64Array[] = [];

  constructor(
    private readonly data: BinnedMatrix,
    private readonly layout: CellLayout,
  ) {}

  /** Counts the rows of a node in every one of `columns`. O(columns × rows of the node). */
  build(columns: Int32Array, node: NodeRows): Float64Array {
    const { data, layout } = this;
    const values = this.room(columns.length * this.columnSize);
    const size = this.columnSize;
    const inFours = layout.classes === 0 && layout.counted ? columns.length & ~3 : 0;
    for (let place = 0; place < inFours; place += 4) {
      const four = Array.from(columns.subarray(place, place + 4), (column) => data.bins[column] as Uint8Array);
      addFourColumns(four, node, { layout, values, offset: place * size }, size);
    }
    for (let place = inFours; place < columns.length; place++) {
      addRows(data, columns[place] as number, node, { layout, values, offset: place * size });
    }
    return values;
  }

  /** The cell of the node as a whole: the sum of its first column's. */
  total(values: Float64Array, total: Float64Array): void {
    total.fill(0);
    for (let at = 0; at < this.columnSize; at += total.length) {
      for (let index = 0; index < total.length; index++) (total[index] as number) += values[at + index] as number;
    }
  }

  /** Turns a node's histograms into those of the child that is not `other`. */
  subtract(values: Float64Array, other: Float64Array): void {
    for (let index = 0; index < values.length; index++) (values[index] as number) -= other[index] as number;
  }

  /** Shows every one of `columns`, the same as in `build`, to a search. */
  show(values: Float64Array, columns: Int32Array, search: SplitSearch): void {
    const { layout } = this;
    columns.forEach((column, place) => {
      const lastBin = (this.data.thresholds[column] as Float64Array).length;
      search.consider({ layout, values, offset: place * this.columnSize, column, bins: ALL_BINS, length: lastBin + 1, lastBin });
    });
  }

  release(values: Float64Array | undefined): void {
    if (values) this.spare.push(values);
  }

  private get columnSize(): number {
    return BIN_SPAN * this.layout.stride;
  }

  /** All zero; trees may look at different numbers of columns. */
  private room(size: number): Float64Array {
    const spare = this.spare.pop();
    return spare?.length === size ? spare.fill(0) : new Float64Array(size);
  }
}
