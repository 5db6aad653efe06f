import type { Random } from '#kernel';
import { BIN_SPAN, type BinnedMatrix } from './bins.js';
import { addRows, binsPresent, type CellLayout, type NodeRows } from './histogram.js';
import type { SplitSearch } from './split.js';

/** Up to so many rows only the bins that hold one are looked at and emptied. */
const MOST_SPARSE_ROWS = 256;

const ALL_BINS = Uint8Array.from({ length: BIN_SPAN }, (_, bin) => bin);

/** Shows columns of a node to a search one at a time, in a histogram that is empty before and after. */
export class ColumnSearch {
  private readonly values: Float64Array;
  private readonly present = new Uint8Array(BIN_SPAN);

  constructor(
    private readonly data: BinnedMatrix,
    private readonly layout: CellLayout,
    private readonly search: SplitSearch,
  ) {
    this.values = new Float64Array(BIN_SPAN * layout.stride);
  }

  /** Draws `count` of the columns, and more as long as none of them splits the node. `columns` is reordered. */
  drawn(node: NodeRows, columns: Int32Array, count: number, random: Random): void {
    for (let place = 0; place < columns.length && (place < count || !this.search.best); place++) {
      const from = place + random.below(columns.length - place);
      const column = columns[from] as number;
      columns[from] = columns[place] as number;
      columns[place] = column;
      this.show(node, column);
    }
  }

  all(node: NodeRows, columns: Int32Array): void {
    for (const column of columns) this.show(node, column);
  }

  private show(node: NodeRows, column: number): void {
    const { data, layout, values } = this;
    const lastBin = (data.thresholds[column] as Float64Array).length;
    const isSparse = node.end - node.start <= MOST_SPARSE_ROWS;
    const bins = isSparse ? this.present : ALL_BINS;
    const length = isSparse ? binsPresent(data, column, node, bins) : lastBin + 1;
    if (length < 2) return;
    addRows(data, column, node, { layout, values, offset: 0 });
    this.search.consider({ layout, values, offset: 0, column, bins, length, lastBin });
    if (isSparse) this.empty(length);
    else values.fill(0, 0, length * layout.stride);
  }

  private empty(length: number): void {
    const { present, values, layout } = this;
    for (let place = 0; place < length; place++) {
      const cell = (present[place] as number) * layout.stride;
      for (let at = cell; at < cell + layout.stride; at++) values[at] = 0;
    }
  }
}
