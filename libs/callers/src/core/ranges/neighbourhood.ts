import { DAY_MS } from '#kernel';
import { mergeReputation } from './reputation-fold.js';
import { fortnightOf, standingOf, type Reputation, type Standing } from './reputation.js';
import { surroundings, type Block } from './surroundings.js';

/** Older rows are not looked at: three hundredths of their evidence are left. */
const REMEMBERED_DAYS = 600;

/** Fortnights that `REMEMBERED_DAYS` can touch. */
export const FORTNIGHTS_READ = 44;

/** The stored reputation of a number and of the blocks around it. */
export interface Neighbourhood {
  readonly own: readonly Reputation[];
  /** In the order of `BLOCK_SIZES`; undefined where the number is too short for the block. All undefined: not known. */
  readonly blocks: readonly (readonly Reputation[] | undefined)[] | undefined;
  /** What newcomers' calls say of the number: part of its blocks, not of `own`. */
  readonly newcomers?: readonly Reputation[];
}

/** What it weighs at a moment, the last 600 days of it. */
export function standingsAt({ own, blocks, newcomers = [] }: Neighbourhood, asOfMs: number): { readonly own: Standing; readonly blocks: readonly Block[] | undefined } {
  const first = fortnightOf(asOfMs - REMEMBERED_DAYS * DAY_MS);
  const standing = (rows: readonly Reputation[]): Standing => standingOf(rows.filter(({ fortnight }) => fortnight >= first), asOfMs);
  const itself = standing(own);
  const seen = newcomers.length === 0 ? itself : standing(mergeReputation([...own, ...newcomers]));
  return { own: itself, blocks: blocks && surroundings(seen, blocks.map((rows) => rows && standing(rows))) };
}
