import { seededRandom, type Random } from '#kernel';

import { contactsOf, networkOf, type Contacts } from './contacts.js';
import { cumulative, logNormal, normal } from './draws.js';
import { localMobile, numberingFor, type Numbering } from './numbering.js';
import { HOUR_MS, settingsOf, type Settings, type SimulationOptions } from './options.js';

/** Users of one district share their couriers. */
export const DISTRICT_USERS = 50;
const LARGEST_SHIFT_HOURS = 2;
const SHARE_WITH_ASSISTANT = 0.7;
const SHARE_WHO_REPORT = 0.35;

export interface User {
  readonly index: number;
  readonly id: string;
  readonly phone: number;
  readonly city: number;
  /**
   * How much later than most this person's day runs. Such differences persist for months (Aledavood et al., PLoS ONE
   * 2015, "Daily Rhythms in Mobile Telephone Communication").
   */
  readonly shiftMs: number;
  /** Calls with contacts that this user sets off a day. */
  readonly callsPerDay: number;
  /** Chance to pick up for a contact, and for a number not in the address book. */
  readonly answersContacts: number;
  readonly answersOthers: number;
  /** Share of the unanswered calls from unknown numbers that the assistant takes. */
  readonly assistantShare: number;
  /** Chance to report a spam call that was noticed. */
  readonly reports: number;
  readonly contacts: Contacts;
}

export interface Population {
  readonly users: readonly User[];
  readonly numbering: Numbering;
  /** Running sums of how often each user's number is on spammers' lists. */
  readonly exposure: Float64Array;
}

/** A share near `mean`, most of the time within `spread` of it, never outside [0.02, 0.98]. */
function share(mean: number, spread: number, random: Random): number {
  return Math.min(0.98, Math.max(0.02, mean + spread * normal(random)));
}

function shiftOf(random: Random): number {
  const hours = Math.max(-LARGEST_SHIFT_HOURS, Math.min(LARGEST_SHIFT_HOURS, 0.8 * normal(random)));
  return Math.round(hours * HOUR_MS);
}

function habitsOf({ scale }: Settings, random: Random): Omit<User, 'index' | 'id' | 'phone' | 'city' | 'contacts'> {
  const assistant = random.next() < SHARE_WITH_ASSISTANT ? share(0.55, 0.2, random) : 0;
  return {
    shiftMs: shiftOf(random),
    callsPerDay: scale.contactCalls * Math.min(30, logNormal(4, 0.6, random)),
    answersContacts: Math.min(0.98, share(0.76, 0.12, random) * scale.answering),
    answersOthers: Math.min(0.98, share(0.45, 0.2, random) * scale.answering),
    assistantShare: Math.min(0.98, assistant * scale.assistant),
    reports: random.next() < SHARE_WHO_REPORT ? share(0.15, 0.1, random) * scale.reporting : 0,
  };
}

/** Everybody's numbers, habits and address books; the same settings give the same people, however long the run. */
export function populate(settings: Settings, random: Random): Population {
  const numbering = numberingFor(settings.users, random.fork(1));
  const districts = Math.ceil(settings.users / DISTRICT_USERS);
  const cities = Array.from({ length: districts }, () => random.below(numbering.cities.length));
  const phones = Array.from({ length: settings.users }, (_, index) => {
    const phone = localMobile(cities[Math.floor(index / DISTRICT_USERS)] ?? 0, numbering, random);
    numbering.reserved.add(phone);
    return phone;
  });
  const network = networkOf(settings.users, random.fork(2));
  const people = random.fork(3);
  const users = phones.map((phone, index): User => {
    const city = cities[Math.floor(index / DISTRICT_USERS)] ?? 0;
    const contacts = contactsOf({ city, numbering, members: network[index] ?? [], phones }, people);
    return { index, id: `u-${index + 1}`, phone, city, ...habitsOf(settings, people), contacts };
  });
  const exposure = cumulative(users.map(() => logNormal(1, 0.7, people)));
  return { users, numbering, exposure };
}

/** The users' own numbers, in full, by user id: what a subscriber's operator knows and no call record says. */
export function ownNumbers(options: SimulationOptions): Map<string, string> {
  const settings = settingsOf(options);
  const { users } = populate(settings, seededRandom(settings.seed).fork(1));
  return new Map(users.map(({ id, phone }) => [id, `+${phone}`]));
}
