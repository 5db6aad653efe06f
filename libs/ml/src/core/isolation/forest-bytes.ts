import { ByteReader, ByteWriter } from '../data/bytes.js';
import { packForest, type PackedForest, type PackedTrees } from './packed-forest.js';
import { depthLimit } from './path-length.js';

/**
 * A forest in bytes: columns, sample size, trees; then node by node, in preorder, a tag — 0 on a leaf, else
 * 1 + 2 × column + missingLeft — followed by a leaf's rows or a split's threshold. Everything else follows from these.
 */
export function writeForest(writer: ByteWriter, forest: PackedForest): void {
  writer.varint(forest.columns).varint(forest.sampleSize).varint(forest.sizes.length);
  forest.right.forEach((toRight, node) => {
    if (toRight === 0) writer.varint(0).varint(forest.cover[node] as number);
    else writer.varint(1 + 2 * (forest.feature[node] as number) + (forest.missingLeft[node] as number)).float64(forest.threshold[node] as number);
  });
}

/** @throws Error naming what no written forest holds */
export function readForest(reader: ByteReader): PackedForest {
  const columns = reader.varint('columns', 1, 65_536);
  const sampleSize = reader.varint('sampleSize', 1);
  const count = reader.varint('trees', 1);
  const trees = new TreeReader(reader, columns, sampleSize);
  const sizes: number[] = [];
  for (let tree = 0; tree < count; tree++) sizes.push(trees.tree());
  return packForest(trees.packed(sizes), columns, sampleSize);
}

class TreeReader {
  private readonly feature: number[] = [];
  private readonly threshold: number[] = [];
  private readonly missingLeft: number[] = [];
  private readonly right: number[] = [];
  private readonly cover: number[] = [];
  private readonly limit: number;

  constructor(private readonly reader: ByteReader, private readonly columns: number, private readonly sampleSize: number) {
    this.limit = depthLimit(sampleSize);
  }

  /** Reads a tree; the answer counts its nodes. */
  tree(): number {
    const root = this.right.length;
    const rows = this.node(0);
    if (rows !== this.sampleSize) throw new Error(`a tree holds ${rows} rows, not ${this.sampleSize}`);
    return this.right.length - root;
  }

  packed(sizes: readonly number[]): PackedTrees {
    return {
      sizes: Int32Array.from(sizes),
      feature: Uint16Array.from(this.feature),
      threshold: Float64Array.from(this.threshold),
      missingLeft: Uint8Array.from(this.missingLeft),
      right: Int32Array.from(this.right),
      cover: Int32Array.from(this.cover),
    };
  }

  /** Reads a node and what hangs below; the answer counts its rows. */
  private node(depth: number): number {
    const tag = this.reader.varint('a node', 0, 2 * this.columns);
    const node = this.right.length;
    this.feature.push(tag === 0 ? 0 : (tag - 1) >> 1);
    this.missingLeft.push(tag === 0 ? 0 : (tag - 1) & 1);
    this.threshold.push(tag === 0 ? 0 : this.reader.finite('a threshold'));
    this.right.push(0);
    this.cover.push(tag === 0 ? this.reader.varint("a leaf's rows", 1, this.sampleSize) : 0);
    if (tag === 0) return this.cover[node] as number;
    if (depth >= this.limit) throw new Error(`a tree is deeper than ${this.limit}`);
    const left = this.node(depth + 1);
    this.right[node] = this.right.length - node;
    return (this.cover[node] = left + this.node(depth + 1));
  }
}
