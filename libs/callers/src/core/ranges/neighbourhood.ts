import { DAY_MS } from '#kernel';
import { fortnightOf, standingOf, type Reputation, type Standing } from './reputation.js';
import { surroundings, type Block } from './surroundings.js';

/** Older rows of blocks are not looked at: three hundredths of their evidence are left. */
const REMEMBERED_DAYS = 600;

/** Fortnights that `REMEMBERED_DAYS` can touch. What a number did in more of them, before, is read as one. */
export const FORTNIGHTS_READ = 44;

/** The stored reputation of a number and of the blocks around it. */
export interface Neighbourhood {
  readonly own: readonly Reputation[];
  /** In the order of `BLOCK_SIZES`; undefined where the number is too short for the block. All undefined: not known. */
  readonly blocks: readonly (readonly Reputation[] | undefined)[] | undefined;
}

/** What it weighs at a moment: of the blocks the last 600 days, of the number all, for what is too old to say anything must not be taken for what never was. */
export function standingsAt({ own, blocks }: Neighbourhood, asOfMs: number): { readonly own: Standing; readonly blocks: readonly Block[] | undefined } {
  const first = fortnightOf(asOfMs - REMEMBERED_DAYS * DAY_MS);
  const late = (rows: readonly Reputation[]): Standing => standingOf(rows.filter(({ fortnight }) => fortnight >= first), asOfMs);
  return { own: standingOf(own, asOfMs), blocks: blocks && surroundings(late(own), blocks.map((rows) => rows && late(rows))) };
}
