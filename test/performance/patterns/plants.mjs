import { ANSWERED, DAYS, HOURS, MISSED, OUTCOMES, REJECTED } from './simulate.mjs';

const RECENT = DAYS - 28;
const MONDAY = 0;

/** The mix with `share` of one outcome, the rest as they were. */
function mostly(outcome, share) {
  const rest = OUTCOMES.reduce((sum, weight, at) => sum + (at === outcome ? 0 : weight), 0);
  return OUTCOMES.map((weight, at) => (at === outcome ? share : (weight * (1 - share)) / rest));
}

const isNight = (hour) => hour < 6;

/**
 * What is planted: the habits changed, and the codes by one of which it counts as found.
 * @type {Record<string, { kind: string, codes: RegExp, change: (habits: object) => object }>}
 */
export const PLANTS = {
  nightCaller: { kind: 'temporal', codes: /^temporal\.night\.more$/, change: () => ({ hours: () => HOURS.map((weight, hour) => (isNight(hour) ? 40 : weight)) }) },
  eveningCaller: { kind: 'temporal', codes: /^temporal\.(evening\.more|own-hours)$/, change: () => ({ hours: () => HOURS.map((weight, hour) => (hour >= 18 ? 3 * weight : weight)) }) },
  mondayCaller: { kind: 'temporal', codes: /^temporal\.weekday\.more$/, change: () => ({ dayFactor: (day) => (day % 7 === MONDAY ? 3 : 0.8) }) },
  doubling: { kind: 'frequency', codes: /^frequency\.more-lately$/, change: () => ({ dayFactor: (day) => (day >= RECENT ? 2 : 1) }) },
  halving: { kind: 'frequency', codes: /^frequency\.fewer-lately$/, change: () => ({ dayFactor: (day) => (day >= RECENT ? 0.5 : 1) }) },
  bursts: { kind: 'frequency', codes: /^frequency\.bursts$/, change: () => ({ dayFactor: (_day, random) => (random.next() < 0.2 ? 5 : 0.1) }) },
  mondayRejecter: { kind: 'interaction', codes: /^interaction\.weekday\.monday\.rejected\.more$/, change: () => ({ outcomes: ({ day }) => (day % 7 === MONDAY ? mostly(REJECTED, 0.5) : OUTCOMES) }) },
  spamRejecter: { kind: 'interaction', codes: /^interaction\.caller\.spam\.rejected\.more$/, change: () => ({ outcomes: ({ name }) => (name === 'spam' ? mostly(REJECTED, 0.6) : OUTCOMES) }) },
  contactsFirst: { kind: 'interaction', codes: /^interaction\.caller\.(contact\.answered\.more|new\.answered\.less)$/, change: () => ({ outcomes: ({ name }) => mostly(ANSWERED, name === 'circle' ? 0.8 : 0.35) }) },
  eveningMisser: { kind: 'interaction', codes: /^interaction\.part\.evening\.missed\.more$/, change: () => ({ outcomes: ({ hour }) => (hour >= 18 ? mostly(MISSED, 0.6) : OUTCOMES) }) },
  reportedIgnored: {
    kind: 'preference', codes: /^preference\.reported\.not-answered$/,
    change: () => ({
      facts: (callerId) => (callerId >= 1_000_000 ? { reported: { label: 'spam', atMs: 0 } } : {}), outcomes: ({ name }) => (name === 'spam' ? mostly(ANSWERED, 0.1) : OUTCOMES),
    }),
  },
  whitelistAnswered: {
    kind: 'preference', codes: /^preference\.whitelisted\.answered$/,
    change: () => ({ facts: (callerId) => (callerId < 10_000 ? { whitelistedMs: 0 } : {}), outcomes: ({ name }) => (name === 'circle' ? mostly(ANSWERED, 0.85) : OUTCOMES) }),
  },
  mainContact: { kind: 'contacts', codes: /^contacts\.main$/, change: ({ weights }) => ({ newShare: 0.1, weights: weights.map((weight, at) => (at === 0 ? 2 * weights.reduce((sum, one) => sum + one, 0) : weight)) }) },
  newcomersLately: { kind: 'contacts', codes: /^contacts\.newcomers-lately\.more$/, change: () => ({ newShare: 0.2, dayNewShare: (day) => (day >= RECENT ? 0.6 : 0.2) }) },
  highLevel: { kind: 'frequency', codes: /^frequency\.level\.high$/, change: () => ({ perDay: 80 }) },
  strangersWelcome: {
    kind: 'preference', codes: /^preference\.looser-than-strategy$/, change: () => ({ strategy: 'strict', outcomes: ({ name }) => (name === 'spam' ? OUTCOMES : mostly(ANSWERED, 0.9)) }),
  },
  manyNewcomers: { kind: 'contacts', codes: /^contacts\.newcomers\.many$/, change: () => ({ newShare: 0.8 }) },
  callsAlone: { kind: 'contacts', codes: /^contacts\.reciprocity\.calling$/, change: () => ({ outgoing: 0.9 }) },
};
