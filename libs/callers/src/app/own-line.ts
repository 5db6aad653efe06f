import { rangePrefix, WITHHELD, type CallerName, type E164, type Keyring } from '#privacy';

/** Digits by which the numbers around a user's own differ. */
const FREE_DIGITS = 4;

/** A user's own number as verdicts know it: keyed indexes of it and of its block of 10,000, in hexadecimal. */
export interface OwnLine {
  readonly block: string;
  readonly number: string;
}

/** Undefined where the number is too short to have such a block. */
export function ownLineOf(number: E164, keyring: Keyring): OwnLine | undefined {
  const prefix = rangePrefix(number, FREE_DIGITS);
  if (prefix === undefined) return undefined;
  return { block: keyring.blindIndex('range-10000', prefix).toString('hex'), number: keyring.blindIndex('phone', number).toString('hex') };
}

/** Whether a caller is one of the ten thousand numbers around the called one, and not that one itself; undefined where the called one is not known. */
export function isNeighbourOf(caller: CallerName, called: OwnLine | undefined, keyring: Keyring): boolean | undefined {
  if (called === undefined) return undefined;
  const line = caller === WITHHELD ? undefined : ownLineOf(caller, keyring);
  return line !== undefined && line.block === called.block && line.number !== called.number;
}
