import type { Random } from '#kernel';

import { oneOf } from './draws.js';

/**
 * Numbers are kept as the digits of their E.164 form (at most 15, so a double holds them exactly) and become text on
 * the wire only. A Chinese mobile number is three digits of network, four of region and four of subscriber; the first
 * seven name a block that one city's subscribers share.
 */
const BLOCK_SIZE = 10_000;
const CHINA = 86;
const MOBILE_NETWORKS = [
  130, 131, 132, 133, 135, 136, 137, 138, 139, 150, 151, 152, 155, 157, 158, 159, 166, 173, 175, 176, 177, 178,
  180, 181, 182, 183, 185, 186, 187, 188, 189, 191, 198, 199,
];
/** Beijing, Shanghai, Guangzhou, Shenzhen, Hangzhou, Chengdu, Wuhan, Nanjing. */
const AREA_CODES = [10, 21, 20, 755, 571, 28, 27, 25];
const LANDLINE_FIRST_DIGITS = [5, 6];
const FEWEST_BLOCKS = 40;
const USERS_PER_BLOCK = 100;
/** Mobile ranges of Tunisia, Mauritania, Niger, Sierra Leone, Madagascar, Papua New Guinea, and the digits to add. */
const FOREIGN_RANGES = [[2169, 7], [22246, 6], [22790, 6], [23276, 6], [26134, 7], [6757, 7]] as const;

interface City {
  readonly areaCode: number;
  /** Blocks its people's numbers come from, country code included. */
  readonly blocks: readonly number[];
}

export interface Numbering {
  readonly cities: readonly City[];
  /** Numbers that belong to a user or a business and that nobody else is given. */
  readonly reserved: Set<number>;
}

/** A block of ten thousand mobile numbers anywhere in the country. */
export function anyBlock(random: Random): number {
  return CHINA * 1e7 + oneOf(MOBILE_NETWORKS, random) * 1e4 + random.below(1e4);
}

export function numberingFor(users: number, random: Random): Numbering {
  const blocksPerCity = FEWEST_BLOCKS + Math.ceil(users / USERS_PER_BLOCK);
  const cities = AREA_CODES.map((areaCode) => ({
    areaCode,
    blocks: Array.from({ length: blocksPerCity }, () => anyBlock(random)),
  }));
  return { cities, reserved: new Set() };
}

/** A number of `block` that is nobody's; where every draw is taken, the last one drawn. */
export function numberIn(block: number, numbering: Numbering, random: Random): number {
  let phone = block * BLOCK_SIZE + random.below(BLOCK_SIZE);
  for (let tries = 0; tries < 64 && numbering.reserved.has(phone); tries++) {
    phone = block * BLOCK_SIZE + random.below(BLOCK_SIZE);
  }
  return phone;
}

/** A mobile number of the city that is nobody's. */
export function localMobile(city: number, numbering: Numbering, random: Random): number {
  const { blocks } = numbering.cities[city % numbering.cities.length] as City;
  return numberIn(oneOf(blocks, random), numbering, random);
}

/** A mobile number of some city that is nobody's. */
export function anyMobile(numbering: Numbering, random: Random): number {
  return localMobile(random.below(numbering.cities.length), numbering, random);
}

/** An eight-digit landline of the city. */
export function landline(city: number, numbering: Numbering, random: Random): number {
  const { areaCode } = numbering.cities[city % numbering.cities.length] as City;
  const subscriber = oneOf(LANDLINE_FIRST_DIGITS, random) * 1e7 + random.below(1e7);
  return Number(`${CHINA}${areaCode}${subscriber}`);
}

/** A nationwide 400 number, as companies' service desks have them. */
export function serviceNumber(random: Random): number {
  return CHINA * 1e10 + 400 * 1e7 + random.below(1e7);
}

/** Another number in the block of a mobile number: the two share all but the last four digits. */
export function neighbourOf(phone: number, numbering: Numbering, random: Random): number {
  return numberIn(Math.floor(phone / BLOCK_SIZE), numbering, random);
}

/** A handful of numbers side by side in one foreign mobile range. */
export function foreignNumbers(count: number, random: Random): number[] {
  const [range, digits] = oneOf(FOREIGN_RANGES, random);
  const scale = 10 ** digits;
  const first = random.below(scale - 1_000);
  return Array.from({ length: count }, () => range * scale + first + random.below(1_000));
}
