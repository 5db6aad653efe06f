import type { PackedEnsemble } from './packed-ensemble.js';

/** Ways down to go: from which root, and where the ranks of the row begin. */
export interface Walks {
  readonly roots: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Finds where the values of every walk's leaf stand. A step down waits for memory, so six walks go in step (more would not fit
 * the registers); one that is at its leaf stays there. The last group repeats the last walk.
 */
export function findLeaves({ nodes }: PackedEnsemble, { roots, rows }: Walks, ranks: Int32Array, leaves: Int32Array): void {
  const last = roots.length - 1;
  for (let a = 0; a <= last; a += 6) {
    const [b, c, d, e, f] = [Math.min(a + 1, last), Math.min(a + 2, last), Math.min(a + 3, last), Math.min(a + 4, last), Math.min(a + 5, last)];
    const [rowA, rowB, rowC, rowD, rowE, rowF] = [rows[a] as number, rows[b] as number, rows[c] as number, rows[d] as number, rows[e] as number, rows[f] as number];
    let [atA, atB, atC] = [roots[a] as number, roots[b] as number, roots[c] as number];
    let [atD, atE, atF] = [roots[d] as number, roots[e] as number, roots[f] as number];
    for (;;) {
      const [toA, toB, toC] = [nodes[(atA + 1) | 0] as number, nodes[(atB + 1) | 0] as number, nodes[(atC + 1) | 0] as number];
      const [toD, toE, toF] = [nodes[(atD + 1) | 0] as number, nodes[(atE + 1) | 0] as number, nodes[(atF + 1) | 0] as number];
      if ((toA & toB & toC & toD & toE & toF) < 0) break;
      atA = stepDown(atA, toA, nodes[atA] as number, ranks[(rowA + ((nodes[atA] as number) & 0xffff)) | 0] as number);
      atB = stepDown(atB, toB, nodes[atB] as number, ranks[(rowB + ((nodes[atB] as number) & 0xffff)) | 0] as number);
      atC = stepDown(atC, toC, nodes[atC] as number, ranks[(rowC + ((nodes[atC] as number) & 0xffff)) | 0] as number);
      atD = stepDown(atD, toD, nodes[atD] as number, ranks[(rowD + ((nodes[atD] as number) & 0xffff)) | 0] as number);
      atE = stepDown(atE, toE, nodes[atE] as number, ranks[(rowE + ((nodes[atE] as number) & 0xffff)) | 0] as number);
      atF = stepDown(atF, toF, nodes[atF] as number, ranks[(rowF + ((nodes[atF] as number) & 0xffff)) | 0] as number);
    }
    [leaves[a], leaves[b], leaves[c]] = [leafAt(nodes, atA), leafAt(nodes, atB), leafAt(nodes, atC)];
    [leaves[d], leaves[e], leaves[f]] = [leafAt(nodes, atD), leafAt(nodes, atE), leafAt(nodes, atF)];
  }
}

/**
 * To the left child, the right one where the rank is above the threshold's, or nowhere where `to` is a leaf's. By signs alone:
 * half of all branches here would be mispredicted.
 */
function stepDown(at: number, to: number, key: number, rank: number): number {
  const toRight = (((key >>> 16) - rank) >> 31) & 2;
  return (at + ((to + toRight - at) & ~(to >> 31))) | 0;
}

function leafAt(nodes: Int32Array, at: number): number {
  return ~(nodes[at + 1] as number);
}
