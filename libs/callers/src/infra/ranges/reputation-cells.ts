import { BLOCK_SIZES, mergeReputation, type Neighbourhood, type Reputation } from '../../core/index.js';

type RowCells = [
  fortnight: number, heatBad: number, heatGood: number, evidenceBad: number, evidenceGood: number,
  usersLow: number, usersHigh: number, numbersLow: number, numbersHigh: number, callHeat: number,
  badNumbers?: number, goodNumbers?: number,
];
export type OwnCells = RowCells[] | null;
/** Place 1 is the narrowest block. Each row of a number is in one place only; at the last are those of the whole widest block. Null of a number without blocks. */
export type AroundCells = [place: number, ...RowCells][] | null;

function rowFrom([fortnight, heatBad, heatGood, evidenceBad, evidenceGood, usersLow, usersHigh, numbersLow, numbersHigh, callHeat, bad, good]: RowCells): Reputation {
  const sums = { fortnight, heatBad, heatGood, evidenceBad, evidenceGood, callHeat, users: { low: usersLow, high: usersHigh }, numbers: { low: numbersLow, high: numbersHigh } };
  return bad === undefined || good === undefined ? sums : { ...sums, members: { bad, good } };
}

/** A block holds what the narrower ones hold. */
export function blocksFrom(cells: AroundCells): Neighbourhood['blocks'] {
  if (cells === null) return undefined;
  const placed = cells.map(([place, ...row]) => ({ place, row: rowFrom(row) }));
  const widest = BLOCK_SIZES.length;
  return BLOCK_SIZES.map((_size, at) => mergeReputation(placed.filter(({ place }) => (at + 1 === widest ? place === widest : place <= at + 1)).map(({ row }) => row)));
}

export function ownFrom(cells: OwnCells): Neighbourhood['own'] {
  return (cells ?? []).map(rowFrom);
}

export function neighbourhoodFrom([own, around]: [OwnCells, AroundCells]): Neighbourhood {
  return { own: ownFrom(own), blocks: blocksFrom(around) };
}
