import { binomial, chiSquareAbove, designEffect, fisher, kuiper, kuiperChance, rayleigh, resultant, sum } from './statistics-by-hand.fixture.js';
import { DAY_MS, MINUTE_MS, SHANGHAI_MS, type MonthCall } from './subscriber-month.fixture.js';

/** A pattern as docs/patterns.md defines it, found here without a line of the service's own. */
export interface FoundByHand {
  readonly code: string;
  readonly support: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly effect: number;
  readonly pValue: number;
  readonly qValue: number;
}

type Class = 'contact' | 'known' | 'new' | 'spam';
interface Session { readonly atMs: number; readonly number: string; readonly isIncoming: boolean; readonly as: Class; outcome: string; lastMs: number }
type Trial = Omit<FoundByHand, 'qValue'> & { readonly isLarge: boolean };

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const PARTS = ['night', 'morning', 'afternoon', 'evening'];

const dayOf = (atMs: number): number => Math.floor((atMs + SHANGHAI_MS) / DAY_MS);
const turnOf = (atMs: number): number => ((atMs + SHANGHAI_MS) % DAY_MS) / DAY_MS;
/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % 7;
const partOf = (atMs: number): number => Math.floor(turnOf(atMs) * 4);

function sessionsOf(calls: readonly MonthCall[], spam: ReadonlySet<string>): Session[] {
  const sessions: Session[] = [];
  const met = new Map<string, { dialled: boolean; answered: number; talked: number; session: Session }>();
  for (const { atMs, number, callType, outcome, duration = 0 } of calls) {
    let known = met.get(number);
    if (known !== undefined && atMs - known.session.lastMs <= 30 * MINUTE_MS) {
      known.session.lastMs = atMs;
      if (known.session.outcome !== 'answered') known.session.outcome = outcome;
    } else {
      const isContact = known !== undefined && (known.dialled || (known.answered > 0 && known.talked / known.answered >= 30));
      const stranger = spam.has(number) ? 'spam' : known === undefined ? 'new' : 'known';
      const session: Session = { atMs, number, isIncoming: callType === 'incoming', as: isContact ? 'contact' : stranger, outcome, lastMs: atMs };
      sessions.push(session);
      known = { ...(known ?? { dialled: false, answered: 0, talked: 0 }), session };
      met.set(number, known);
    }
    if (callType === 'outgoing') known.dialled = true;
    if (outcome === 'answered') {
      known.answered++;
      known.talked += duration;
    }
  }
  return sessions;
}

const daysOf = (sessions: readonly Session[]): number => new Set(sessions.map(({ atMs }) => dayOf(atMs))).size;
/** No surer than so many coins that fell alike. */
const coins = (units: number, pValue: number): number => Math.max(pValue, 2 ** (1 - units));

type Figures = Pick<Trial, 'effect' | 'pValue' | 'isLarge'>;

/** What is too small to be told counts as a test all the same, with a chance of 1. */
function trial(code: string, sessions: readonly Session[], { pValue, ...figures }: Figures, whole = sessions): Trial {
  const times = (sessions.length > 0 ? sessions : whole).map(({ atMs }) => new Date(atMs).toISOString());
  return { code, support: sessions.length, firstSeen: times[0] as string, lastSeen: times.at(-1) as string, ...figures, pValue: figures.isLarge ? pValue : 1 };
}

/** How much the days differ from others of their weekday, beyond chance. The first day and the one that runs are no full days. */
function overdispersion(sessions: readonly Session[], toMs: number): number {
  const first = dayOf(sessions[0]!.atMs);
  const days = Array.from({ length: Math.max(0, dayOf(toMs) - first - 1) }, (_, at) => first + 1 + at);
  const count = (day: number): number => sessions.filter(({ atMs }) => dayOf(atMs) === day).length;
  const usual = WEEKDAYS.map((_, weekday) => {
    const alike = days.filter((day) => weekdayOf(day) === weekday);
    return sum(alike.map(count)) / alike.length;
  });
  const excess = sum(days.map((day) => {
    const expected = usual[weekdayOf(day)] as number;
    return expected > 0 ? (count(day) - expected) ** 2 / expected : 0;
  }));
  return Math.max(1, excess / Math.max(1, days.length - 7));
}

function timesOfDay(sessions: readonly Session[]): Trial[] {
  const turns = sessions.map(({ atMs }) => turnOf(atMs));
  const days = sessions.map(({ atMs }) => dayOf(atMs));
  const effect = Math.max(...[Math.cos, Math.sin].map((coordinate) => {
    const values = turns.map((turn) => coordinate(2 * Math.PI * turn));
    const residuals = values.map((value) => value - sum(values) / values.length);
    return designEffect(residuals, days, sum(residuals.map((value) => value ** 2)));
  }));
  const count = sessions.length / effect;
  const [distance, length] = [kuiper(turns), resultant(turns)];
  const parts = PARTS.map((name, part) => {
    const inPart = sessions.filter(({ atMs }) => partOf(atMs) === part);
    const share = inPart.length / sessions.length;
    const trials = Math.floor(sessions.length / designEffect(sessions.map(({ atMs }) => Number(partOf(atMs) === part) - share), days, sessions.length * share * (1 - share)));
    const figures = { effect: share - 0.25, pValue: coins(daysOf(sessions), binomial(Math.round(share * trials), trials, 0.25)), isLarge: Math.abs(share - 0.25) >= 0.1 };
    return trial(`temporal.${name}.${share > 0.25 ? 'more' : 'fewer'}`, inPart, figures, sessions);
  });
  return [
    trial('temporal.own-hours', sessions, { effect: distance, pValue: coins(daysOf(sessions), kuiperChance(distance, count)), isLarge: distance >= 0.2 }),
    trial('temporal.daily-peak', sessions, { effect: length, pValue: coins(daysOf(sessions), rayleigh(length, count)), isLarge: length >= 0.2 }), ...parts,
  ];
}

/** Sessions of each week of seven full days that has any, from the second day on. */
function weeksOf(sessions: readonly Session[], toMs: number): Session[][] {
  const from = dayOf(sessions[0]!.atMs) + 1;
  const weeks = Math.floor((dayOf(toMs) - from) / 7);
  return Array.from({ length: Math.max(0, weeks) }, (_, week) => sessions.filter(({ atMs }) => Math.floor((dayOf(atMs) - from) / 7) === week)).filter((week) => week.length > 0);
}

/** The chance that a weekday leads in as many weeks, whichever of the seven it is; weeks in which it is level with others count in part. */
function leads(weeks: readonly (readonly Session[])[], weekday: number, weigh: (count: number, weekday: number) => number): number {
  const led = Math.floor(sum(weeks.map((week) => {
    const weights = WEEKDAYS.map((_, each) => weigh(week.filter(({ atMs }) => weekdayOf(dayOf(atMs)) === each).length, each));
    const most = Math.max(...weights);
    return weights[weekday] === most ? 1 / weights.filter((weight) => weight === most).length : 0;
  })));
  return led <= weeks.length / 7 ? 1 : Math.min(1, 7 * binomial(led, weeks.length, 1 / 7));
}

function timesOfWeek(sessions: readonly Session[], toMs: number): Trial[] {
  const weeks = weeksOf(sessions, toMs);
  if (weeks.length < 4) return [];
  const [first, last] = [dayOf(sessions[0]!.atMs), dayOf(toMs)];
  const days = Array.from({ length: last - first + 1 }, (_, at) => weekdayOf(first + at));
  const expected = WEEKDAYS.map((_, weekday) => days.filter((day) => day === weekday).length / days.length);
  const excess = expected.map((share, weekday) => sessions.filter(({ atMs }) => weekdayOf(dayOf(atMs)) === weekday).length / sessions.length - share);
  const pearson = sum(excess.map((value, weekday) => value ** 2 / (expected[weekday] as number)));
  const farthest = excess.findIndex((value) => Math.abs(value) === Math.max(...excess.map(Math.abs)));
  const count = sessions.length / overdispersion(sessions, toMs);
  const turnsOf = (part: readonly Session[]): number[] =>
    part.map(({ atMs }) => sum(expected.slice(0, weekdayOf(dayOf(atMs)))) + turnOf(atMs) * (expected[weekdayOf(dayOf(atMs))] as number));
  const length = resultant(turnsOf(sessions));
  const directions = weeks.map(turnsOf).map((turns) => {
    const [x, y] = [Math.cos, Math.sin].map((of) => sum(turns.map((turn) => of(2 * Math.PI * turn)))) as [number, number];
    return Math.atan2(y, x) / (2 * Math.PI);
  });
  const sign = (excess[farthest] as number) > 0 ? 1 : -1;
  const byWeeks = leads(weeks, farthest, (count, weekday) => (sign * count) / (expected[weekday] as number));
  const code = `temporal.weekday.${(excess[farthest] as number) > 0 ? 'more' : 'fewer'}`;
  const onWeekday = sessions.filter(({ atMs }) => weekdayOf(dayOf(atMs)) === farthest);
  return [
    trial(code, onWeekday, { effect: Math.sqrt(pearson), pValue: Math.max(byWeeks, chiSquareAbove(count * pearson, 6)), isLarge: Math.sqrt(pearson) >= 0.3 }, sessions),
    trial('temporal.weekly-peak', sessions, { effect: length, pValue: Math.max(rayleigh(resultant(directions), weeks.length), rayleigh(length, count)), isLarge: length >= 0.2 }),
  ];
}

/** Moran's test of gaps on a clock that runs as the user's own hours and weekdays are busy; Goh and Barabási's burstiness, as Kim and Jo correct it. */
function bursts(sessions: readonly Session[]): Trial[] {
  if (sessions.length <= 50) return [];
  const pace = (parts: number, places: readonly number[]): number[] => {
    const counts = Array.from({ length: parts }, (_, part) => places.filter((place) => place === part).length);
    return counts.map((count) => ((1 + count) * parts) / (places.length + parts));
  };
  const hours = pace(24, sessions.map(({ atMs }) => Math.floor(turnOf(atMs) * 24)));
  const weekdays = pace(7, sessions.map(({ atMs }) => weekdayOf(dayOf(atMs))));
  const first = dayOf(sessions[0]!.atMs);
  const shown = sessions.map(({ atMs }) => {
    const hour = Math.floor(turnOf(atMs) * 24);
    const within = sum(hours.slice(0, hour)) / 24 + (turnOf(atMs) - hour / 24) * (hours[hour] as number);
    const before = Array.from({ length: dayOf(atMs) - first }, (_, at) => weekdays[weekdayOf(first + at)] as number);
    return sum(before) + within * (weekdays[weekdayOf(dayOf(atMs))] as number);
  });
  const least = ((shown.at(-1) as number) - (shown[0] as number)) / (sessions.length - 1) / 1000;
  const gaps = shown.slice(1).map((at, place) => Math.max(least, at - (shown[place] as number)));
  const [n, mean] = [gaps.length, sum(gaps) / gaps.length];
  const spread = Math.sqrt(sum(gaps.map((gap) => (gap - mean) ** 2)) / n) / mean;
  const effect = (Math.sqrt(n + 1) * spread - Math.sqrt(n - 1)) / ((Math.sqrt(n + 1) - 2) * spread + Math.sqrt(n - 1));
  const pValue = chiSquareAbove((-2 * sum(gaps.map((gap) => Math.log(gap / mean)))) / (1 + (n + 1) / (6 * n)), n - 1);
  return [trial('frequency.bursts', sessions, { effect, pValue, isLarge: effect >= 0.15 })];
}

function conduct(sessions: readonly Session[]): Trial[] {
  const incoming = sessions.filter(({ isIncoming }) => isIncoming);
  const groups: [code: string, holds: (session: Session) => boolean][] = [
    ...(['contact', 'known', 'new', 'spam'] as const).map((name): [string, (session: Session) => boolean] => [`caller.${name}`, ({ as }) => as === name]),
    ...PARTS.map((name, part): [string, (session: Session) => boolean] => [`part.${name}`, ({ atMs }) => partOf(atMs) === part]),
    ...WEEKDAYS.map((name, weekday): [string, (session: Session) => boolean] => [`weekday.${name}`, ({ atMs }) => weekdayOf(dayOf(atMs)) === weekday]),
  ];
  return groups.flatMap(([code, holds]) => ['answered', 'rejected', 'missed', 'ai_handled'].flatMap((outcome) => {
    const [group, rest] = [incoming.filter(holds), incoming.filter((session) => !holds(session))];
    if (group.length < 15 || rest.length < 15) return [];
    const hits = [group, rest].map((part) => part.filter((session) => session.outcome === outcome).length) as [number, number];
    const [share, expected] = [hits[0] / group.length, hits[1] / rest.length];
    const effect = ((share - expected) * group.length) / (group.length + 10);
    const isLarge = Math.abs(effect) >= 0.15;
    const residuals = incoming.map((session) => Number(session.outcome === outcome) - (holds(session) ? share : expected));
    const variance = group.length * share * (1 - share) + rest.length * expected * (1 - expected);
    const clusters = [incoming.map(({ atMs }) => dayOf(atMs)), incoming.map(({ number }) => number)];
    const design = Math.max(...clusters.map((cluster) => designEffect(residuals, cluster, variance)));
    const scaled = (of: number, trials: number): [number, number] => {
      const whole = Math.max(1, Math.floor(trials / design));
      return [Math.round((of / trials) * whole), whole];
    };
    const pValue = coins(Math.min(daysOf(group), daysOf(rest)), fisher(scaled(hits[0], group.length), scaled(hits[1], rest.length)));
    return [trial(`interaction.${code}.${outcome}.${effect > 0 ? 'more' : 'less'}`, group, { effect, pValue, isLarge })];
  }));
}

function mainContact(sessions: readonly Session[]): Trial[] {
  if (sessions.length < 20) return [];
  const numbers = [...new Set(sessions.map(({ number }) => number))];
  const of = (wanted: string): Session[] => sessions.filter(({ number }) => number === wanted);
  const most = Math.max(...numbers.map((number) => of(number).length));
  const main = of(numbers.find((number) => of(number).length === most) as string);
  const share = most / sessions.length;
  const design = designEffect(sessions.map((session) => Number(main.includes(session)) - share), sessions.map(({ atMs }) => dayOf(atMs)), sessions.length * share * (1 - share));
  const trials = Math.floor(sessions.length / design);
  const pValue = share <= 1 / 3 ? 1 : Math.min(1, 2 * binomial(Math.round(share * trials), trials, 1 / 3));
  return [trial('contacts.main', main, { effect: share, pValue: coins(daysOf(sessions), pValue), isLarge: share >= 0.4 })];
}

/**
 * What stands out in a user's calls of under eight weeks, where nothing is known of a platform and the user has said nothing of any number.
 * @param calls the user's, by time, all before `toMs`
 * @param spam numbers on the list of spam
 */
export function patternsByHand(calls: readonly MonthCall[], spam: ReadonlySet<string>, toMs: number): FoundByHand[] {
  const sessions = sessionsOf(calls, spam);
  if (daysOf(sessions) < 14) return [];
  const temporal = sessions.length < 30 ? [] : [...timesOfDay(sessions), ...timesOfWeek(sessions, toMs)];
  const trials = [...temporal, ...bursts(sessions), ...conduct(sessions), ...mainContact(sessions)];
  // Benjamini and Hochberg, as they wrote it: the least of what the tests that are no surer amount to.
  const rank = (pValue: number): number => trials.filter((each) => each.pValue <= pValue).length;
  const q = (own: number): number => Math.min(1, ...trials.filter(({ pValue }) => pValue >= own).map(({ pValue }) => (pValue * trials.length) / rank(pValue)));
  return trials.flatMap(({ isLarge, ...each }) => (isLarge && q(each.pValue) <= 0.05 ? [{ ...each, qValue: q(each.pValue) }] : []));
}
