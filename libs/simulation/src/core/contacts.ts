import type { Random } from '#kernel';

import { cumulative, logNormal, poisson } from './draws.js';
import { anyMobile, localMobile, type Numbering } from './numbering.js';

const TIES_STARTED = 3;
const RANK_EXPONENT = 1.1;
const LOCAL_SHARE = 0.75;
const FEWEST_OUTSIDERS = 3;
const MOST_OUTSIDERS = 120;
/** What `members` holds for a contact that is not a simulated user. */
export const OUTSIDER = -1;

/**
 * An address book. A few contacts get most of the calls: the weight of the contact of rank r is r^-1.1, after the heavy
 * tails found in mobile call networks (Onnela et al., PNAS 2007, "Structure and tie strengths in mobile communication
 * networks").
 */
export interface Contacts {
  readonly phones: Float64Array;
  /** The user behind each number, or `OUTSIDER`. */
  readonly members: Int32Array;
  readonly weights: Float64Array;
}

interface Surroundings {
  readonly city: number;
  readonly numbering: Numbering;
  /** Users who are contacts. */
  readonly members: readonly number[];
  /** All users' numbers. */
  readonly phones: readonly number[];
}

/**
 * Who of the users knows whom: every tie is in both address books. Most ties join neighbours in the order of users, some
 * reach far, as distance is drawn from a heavy tail.
 */
export function networkOf(users: number, random: Random): number[][] {
  const ties = Array.from({ length: users }, (): number[] => []);
  ties.forEach((own, index) => {
    const wanted = Math.min(users - 1, poisson(TIES_STARTED, random));
    for (let started = 0; started < wanted; started++) {
      const distance = Math.floor(1 / (1 - random.next()) ** 1.5);
      const other = (index + (random.next() < 0.5 ? distance : users - (distance % users))) % users;
      if (other === index || own.includes(other)) continue;
      own.push(other);
      ties[other]?.push(index);
    }
  });
  return ties;
}

function shuffle(items: number[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    [items[last], items[chosen]] = [items[chosen] ?? 0, items[last] ?? 0];
  }
}

export function contactsOf({ city, numbering, members, phones }: Surroundings, random: Random): Contacts {
  const outsiders = Math.round(Math.min(MOST_OUTSIDERS, Math.max(FEWEST_OUTSIDERS, logNormal(18, 0.6, random))));
  const ranked = [...members, ...Array.from({ length: outsiders }, () => OUTSIDER)];
  shuffle(ranked, random);
  const numberOf = (member: number): number => {
    if (member !== OUTSIDER) return phones[member] ?? 0;
    return random.next() < LOCAL_SHARE ? localMobile(city, numbering, random) : anyMobile(numbering, random);
  };
  return {
    phones: Float64Array.from(ranked, numberOf),
    members: Int32Array.from(ranked),
    weights: cumulative(ranked.map((_, rank) => (rank + 1) ** -RANK_EXPONENT)),
  };
}
