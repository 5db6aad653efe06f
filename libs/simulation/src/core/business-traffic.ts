import type { Random } from '#kernel';

import { missed, receive, trusted, wholeSeconds } from './answering.js';
import { lineOf, TRADE_NAMES, TRADES, type Lines, type Trade, type TradeName } from './business-lines.js';
import { laterToday, pickedUp, type Emit } from './draft.js';
import { between, logNormal, poisson } from './draws.js';
import { LEGITIMATE } from './items.js';
import type { Scale } from './options.js';
import type { Population, User } from './population.js';
import { momentOf, RHYTHMS } from './rhythm.js';
import type { Day } from './timestamps.js';

const DIALLED_PER_USER_DAY = 0.25;
const DIALLED_TRADES: readonly TradeName[] = ['service', 'service', 'bank', 'clinic'];
const PICKED_UP_BY_BUSINESS = 0.9;
const DIALLED_TALK_MEDIAN_SECONDS = 110;
const TRUTH = LEGITIMATE.business;

interface Scene {
  readonly population: Population;
  readonly lines: Lines;
  readonly scale: Scale;
  readonly random: Random;
  readonly emit: Emit;
}

interface Visit {
  readonly trade: Trade;
  readonly user: User;
  readonly phone: number;
  readonly atMs: number;
}

function ring({ trade, user, phone, atMs }: Visit, { scale, random, emit }: Scene): boolean {
  const ringing = {
    atMs,
    answerChance: trusted(user.answersOthers, trade.trust),
    known: false,
    talkSeconds: scale.talkTime * logNormal(trade.talkMedianSeconds, trade.talkSigma, random),
  };
  const reception = receive(user, ringing, random);
  emit({ atMs, user: user.index, phone, direction: 'incoming', reception, truth: TRUTH });
  return pickedUp(reception);
}

function visit(first: Visit, scene: Scene): void {
  if (ring(first, scene) || scene.random.next() >= first.trade.redial) return;
  const againMs = laterToday(first.atMs, between(45, 240, scene.random));
  if (againMs !== undefined) ring({ ...first, atMs: againMs }, scene);
}

function dial(user: User, day: Day, scene: Scene): void {
  const { random, lines, scale, emit } = scene;
  const trade = DIALLED_TRADES[random.below(DIALLED_TRADES.length)] ?? 'service';
  const phone = lineOf(trade, user, { dayIndex: day.index, lines }, random);
  const talkSeconds = wholeSeconds(scale.talkTime * logNormal(DIALLED_TALK_MEDIAN_SECONDS, 0.9, random));
  const reception = random.next() < PICKED_UP_BY_BUSINESS ? ({ outcome: 'answered', talkSeconds } as const) : missed(random);
  const atMs = momentOf(RHYTHMS.office, 0, random);
  emit({ atMs, user: user.index, phone, direction: 'outgoing', reception, truth: TRUTH });
}

/**
 * A day's calls from couriers, banks, clinics and service desks, and to them. They reach as many users with as short
 * calls as spammers do; that they are answered, and by whom again and again, tells them apart.
 */
export function businessCalls(day: Day, scene: Scene): void {
  const { population, lines, random, scale } = scene;
  for (const name of TRADE_NAMES) {
    const trade = TRADES[name];
    const mean = trade.callsPerUserDay * scale.businessCalls * (day.weekend ? trade.weekendFactor : 1);
    for (const user of population.users) {
      const calls = poisson(mean, random);
      for (let call = 0; call < calls; call++) {
        const phone = lineOf(name, user, { dayIndex: day.index, lines }, random);
        visit({ trade, user, phone, atMs: momentOf(trade.rhythm, 0, random) }, scene);
      }
    }
  }
  for (const user of population.users) {
    const calls = poisson(DIALLED_PER_USER_DAY * scale.businessCalls, random);
    for (let call = 0; call < calls; call++) dial(user, day, scene);
  }
}
