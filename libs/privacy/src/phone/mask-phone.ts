import type { E164 } from './phone-number.js';

const LAST_SHOWN = 4;
const FIRST_SHOWN = 6;
/** Digits that stay hidden at least: half of what is left of a number after its country and the three digits of an operator or a place. */
const FEWEST_HIDDEN = 4;

/** A number that its owner knows again and nobody else can dial: `+86138•••8000`, four digits hidden or more. Of short ones less is shown. */
export function maskPhone(number: E164): string {
  const shown = Math.max(0, number.length - FEWEST_HIDDEN);
  const first = Math.min(FIRST_SHOWN, Math.ceil(shown * 0.6));
  const last = Math.min(LAST_SHOWN, shown - first);
  return `${number.slice(0, first)}•••${number.slice(number.length - last)}`;
}
