import type { Likeness, Likenesses } from './likeness.js';
import { priorOf, type Tie } from './ties.js';

interface Cluster { lines: number[]; like: Likeness; near: Map<number, number>; version: number }
const HARD = ['shared_users', 'range', 'callback', 'script', 'alternating_hours'] as const;

/** proto: greedy merging; returns the cluster of each line */
export function agglomerate(size: number, ties: readonly Tie[], likeness: Likenesses, prior = priorOf(size)): Int32Array {
  // near: other cluster -> logsumexp-able sum of exp(hard nats) over pairs, as sum; pairs w/o tie count 1
  const clusters = new Map<number, Cluster>();
  for (let i = 0; i < size; i++) clusters.set(i, { lines: [i], like: likeness.of[i]!, near: new Map(), version: 0 });
  for (const t of ties) {
    const hard = HARD.reduce((s, r) => s + (t.evidence[r] ?? 0), 0);
    const e = Math.exp(Math.min(hard, 300)) - 1;
    clusters.get(t.left)!.near.set(t.right, e); clusters.get(t.right)!.near.set(t.left, e);
  }
  const value = (a: Cluster, b: Cluster, excess: number): number => {
    const { timing, sameLength } = likeness.evidence(a.like, b.like);
    return prior + timing + sameLength + Math.log(1 + excess / (a.lines.length * b.lines.length));
  };
  type Item = { v: number; a: number; b: number; va: number; vb: number };
  const heap: Item[] = [];
  const less = (x: Item, y: Item) => x.v > y.v || (x.v === y.v && (x.a < y.a || (x.a === y.a && x.b < y.b)));
  const push = (x: Item) => { heap.push(x); let i = heap.length - 1; while (i > 0) { const p = (i - 1) >> 1; if (!less(heap[i]!, heap[p]!)) break; [heap[i], heap[p]] = [heap[p]!, heap[i]!]; i = p; } };
  const pop = () => { const top = heap[0]!; const last = heap.pop()!; if (heap.length > 0) { heap[0] = last; let i = 0; for (;;) { let m = i; const l = 2 * i + 1; if (l < heap.length && less(heap[l]!, heap[m]!)) m = l; if (l + 1 < heap.length && less(heap[l + 1]!, heap[m]!)) m = l + 1; if (m === i) break; [heap[i], heap[m]] = [heap[m]!, heap[i]!]; i = m; } } return top; };
  const offer = (a: number, b: number) => { const [x, y] = a < b ? [a, b] : [b, a]; const [ca, cb] = [clusters.get(x)!, clusters.get(y)!]; const v = value(ca, cb, ca.near.get(y)!); if (v > 0) push({ v, a: x, b: y, va: ca.version, vb: cb.version }); };
  for (const t of ties) offer(t.left, t.right);
  while (heap.length > 0) {
    const { a, b, va, vb } = pop();
    const [ca, cb] = [clusters.get(a), clusters.get(b)];
    if (ca === undefined || cb === undefined || ca.version !== va || cb.version !== vb) continue;
    ca.lines.push(...cb.lines); ca.like = likeness.join(ca.like, cb.like); ca.version++;
    clusters.delete(b);
    ca.near.delete(b);
    for (const [o, e] of cb.near) { if (o === a) continue; const co = clusters.get(o)!; co.near.delete(b); const sum = (ca.near.get(o) ?? 0) + e; ca.near.set(o, sum); co.near.set(a, sum); }
    for (const o of ca.near.keys()) { clusters.get(o)!.near.set(a, ca.near.get(o)!); offer(a, o); }
  }
  const out = new Int32Array(size);
  for (const [k, c] of clusters) for (const l of c.lines) out[l] = k;
  return out;
}
