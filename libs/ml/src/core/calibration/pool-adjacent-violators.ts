import type { ScoreGroup } from './score-groups.js';

/** Neighbouring groups of scores that share one value. */
export interface Block {
  readonly lowest: number;
  readonly highest: number;
  readonly positives: number;
  readonly weight: number;
}

const join = (left: Block, right: Block): Block =>
  ({ lowest: left.lowest, highest: right.highest, positives: left.positives + right.positives, weight: left.weight + right.weight });

/**
 * Weighted isotonic regression: the non-decreasing shares of positives closest to the groups' own in squared distance, by
 * pooling neighbours while they stand in the wrong order (Ayer et al. 1955). Groups come lowest score first; so do the
 * blocks, their shares `positives / weight` strictly rising. O(n).
 */
export function poolAdjacentViolators(groups: readonly ScoreGroup[]): Block[] {
  const blocks: Block[] = [];
  for (const { score, positives, weight } of groups) {
    let block: Block = { lowest: score, highest: score, positives, weight };
    for (let before = blocks.at(-1); before && before.positives * block.weight >= block.positives * before.weight; before = blocks.at(-1)) {
      blocks.pop();
      block = join(before, block);
    }
    blocks.push(block);
  }
  return blocks;
}
