import type { Random } from '#kernel';

import { missed, receive, REJECTED, wholeSeconds, type Reception } from './answering.js';
import { OUTSIDER } from './contacts.js';
import { laterToday, pickedUp, type Emit } from './draft.js';
import { logNormal, poisson, weighted } from './draws.js';
import { LEGITIMATE } from './items.js';
import type { Scale } from './options.js';
import type { Population, User } from './population.js';
import { momentOf, RHYTHMS } from './rhythm.js';
import type { Day } from './timestamps.js';

/** Talk times are log-normal (Bolotin, IEEE JSAC 1994, "Modeling call holding time distributions"). */
const TALK_MEDIAN_SECONDS = 45;
const TALK_SIGMA = 1.2;
const WEEKEND_FACTOR = 0.92;
const RETURN_CHANCE = 0.3;
const RETURN_MEDIAN_SECONDS = 900;
const ANSWERED_BY_OUTSIDER = 0.74;
const REJECTED_BY_OUTSIDER = 0.08;
const TRUTH = LEGITIMATE.contact;

interface Scene {
  readonly population: Population;
  readonly scale: Scale;
  readonly random: Random;
  readonly emit: Emit;
}

interface Dialled {
  readonly atMs: number;
  readonly user: User;
  /** Position in the user's address book. */
  readonly contact: number;
}

function talkTime({ scale, random }: Scene): number {
  return scale.talkTime * logNormal(TALK_MEDIAN_SECONDS, TALK_SIGMA, random);
}

/** What the caller's own log says of a call: whoever took it at the other end, the caller was answered. */
function asDialled(reception: Reception): Reception {
  if (reception.outcome === 'missed' || reception.outcome === 'rejected') return reception;
  return { outcome: 'answered', talkSeconds: reception.talkSeconds };
}

function receivedOutside(scene: Scene): Reception {
  const draw = scene.random.next();
  if (draw < ANSWERED_BY_OUTSIDER) return { outcome: 'answered', talkSeconds: wholeSeconds(talkTime(scene)) };
  return draw < ANSWERED_BY_OUTSIDER + REJECTED_BY_OUTSIDER ? REJECTED : missed(scene.random);
}

function receivedBy(user: User, atMs: number, scene: Scene): Reception {
  const ringing = { atMs, answerChance: user.answersContacts, known: true, talkSeconds: talkTime(scene) };
  return receive(user, ringing, scene.random);
}

function incoming({ atMs, user, contact }: Dialled, scene: Scene): void {
  const reception = receivedBy(user, atMs, scene);
  const phone = user.contacts.phones[contact] ?? 0;
  scene.emit({ atMs, user: user.index, phone, direction: 'incoming', reception, truth: TRUTH });
  if (pickedUp(reception) || scene.random.next() >= RETURN_CHANCE) return;
  const backMs = laterToday(atMs, logNormal(RETURN_MEDIAN_SECONDS, 1, scene.random));
  if (backMs !== undefined) outgoing({ atMs: backMs, user, contact }, scene);
}

/** Between two users one call is two events: each has it in the own log, with the other's number. */
function outgoing({ atMs, user, contact }: Dialled, scene: Scene): void {
  const callee = scene.population.users[user.contacts.members[contact] ?? OUTSIDER];
  const reception = callee === undefined ? receivedOutside(scene) : receivedBy(callee, atMs, scene);
  const phone = user.contacts.phones[contact] ?? 0;
  scene.emit({ atMs, user: user.index, phone, direction: 'outgoing', reception: asDialled(reception), truth: TRUTH });
  if (callee === undefined) return;
  scene.emit({ atMs, user: callee.index, phone: user.phone, direction: 'incoming', reception, truth: TRUTH });
}

/** A day's calls with contacts: each user dials or, where the contact is no user, is dialled as often. */
export function contactCalls(day: Day, scene: Scene): void {
  const { population, random } = scene;
  const rhythm = day.weekend ? RHYTHMS.weekend : RHYTHMS.weekday;
  for (const user of population.users) {
    const calls = poisson(user.callsPerDay * (day.weekend ? WEEKEND_FACTOR : 1), random);
    for (let call = 0; call < calls; call++) {
      const contact = weighted(user.contacts.weights, random);
      const dialled = { atMs: momentOf(rhythm, user.shiftMs, random), user, contact };
      const dials = user.contacts.members[contact] !== OUTSIDER || random.next() < 0.5;
      if (dials) outgoing(dialled, scene);
      else incoming(dialled, scene);
    }
  }
}
