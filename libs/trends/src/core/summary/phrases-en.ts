import { METRICS, type TrendMetric } from './metrics.js';
import { percentage, rounded, type Amount, type Phrases } from './phrases.js';

const LOCALE = 'en';
const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

const NAMES: Readonly<Record<TrendMetric, { readonly subject: string; readonly verb: 'is' | 'are' }>> = {
  calls: { subject: 'Calls', verb: 'are' },
  spam_calls: { subject: 'Spam calls', verb: 'are' },
  answer_rate: { subject: 'The answer rate', verb: 'is' },
  mean_duration: { subject: 'The mean call duration', verb: 'is' },
  ai_handled_share: { subject: 'The share of calls handled by the AI', verb: 'is' },
  distinct_callers: { subject: 'Distinct callers', verb: 'are' },
};

/** In words of the metric: "230 a day", "63%", "85 seconds", "4.2 an hour". */
function level(amount: Amount, digits = 3): string {
  const { addsUp, isCount } = METRICS[amount.metric];
  if (addsUp) return `${plain(amount, digits)} a day`;
  return plain(amount, digits) + (isCount ? ' an hour' : '');
}

function plain({ metric, value }: Amount, digits = 3): string {
  if (METRICS[metric].isShare) return percentage(LOCALE, value);
  const shown = rounded(LOCALE, value, digits);
  return METRICS[metric].isCount ? shown : `${shown} ${shown === '1' ? 'second' : 'seconds'}`;
}

function change({ metric, value }: Amount): string {
  return METRICS[metric].isShare ? `${rounded(LOCALE, value * 100, 2)} percentage points` : level({ metric, value }, 2);
}

function incidentBound(part: string, bound: string): string {
  const side = part.startsWith('above') ? 'above' : 'below';
  return part.endsWith('forecast') ? `where ${side === 'above' ? 'at most' : 'at least'} ${bound} was forecast` : `${side} the bound of ${bound}`;
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const ENGLISH: Phrases = {
  insufficient: (metric, hoursSeen, isOfDay) => {
    const seen = `${rounded(LOCALE, hoursSeen)} ${hoursSeen === 1 ? 'hour' : 'hours'} seen`;
    return `${NAMES[metric].subject}: not enough history yet to tell a trend (${seen}; it takes 24, ${isOfDay ? 'eight of them of the day' : 'over three days'}).`;
  },
  day: (course, total, { hours, usual }) => {
    const average = METRICS[total.metric].addsUp ? '' : ' on average';
    const beside = usual === undefined ? '' : `, where about ${plain(usual)} would be usual`;
    return `${NAMES[total.metric].subject} in the last ${rounded(LOCALE, hours)} hours: ${plain(total)}${average}${beside}; ${course === 'stable' ? 'steady' : course} from hour to hour.`;
  },
  stable: (now, isApart) => `${NAMES[now.metric].subject} ${NAMES[now.metric].verb} steady at about ${level(now)}${isApart ? ', apart from unusual hours, in which most of them came' : ''}.`,
  moving: (isRising, changeAWeek, { now, days }) =>
    `${NAMES[now.metric].subject} ${NAMES[now.metric].verb} ${isRising ? 'rising' : 'falling'} by about ${change(changeAWeek)} every week, `
    + `now about ${level(now)}${days === undefined ? '' : `, the mean of the last ${days} days`}.`,
  ended: (before, when) => `${NAMES[before.metric].subject}: none since ${when}; until then about ${level(before)}.`,
  shifted: (before, after, when) => level(before) === level(after) ? undefined : `The level went from about ${level(before)} to about ${level(after)} on ${when}.`,
  peak: (metric, { hour, weekday }) => {
    const where = [hour === undefined ? '' : `around ${clock(hour)}`, weekday === undefined ? '' : `on ${WEEKDAYS[weekday]}`].filter(Boolean);
    return `${METRICS[metric].isCount ? 'Busiest' : 'Highest'} ${where.join(' and ')}.`;
  },
  unusual: (hours, { value, expected, when }) => {
    const count = hours === 1 ? 'One hour was unusual' : `${rounded(LOCALE, hours)} hours were unusual, most of all one`;
    return `${count}: ${plain(value)} on ${when}, where about ${plain(expected)} would be usual.`;
  },
  incident: ({ metric, condition, value, bound, part }) => {
    const { subject, verb } = NAMES[metric];
    if (condition === 'trend') return `${subject} ${verb} ${part} for weeks, lately ${plain({ metric, value })} an hour on average.`;
    const beside = bound === undefined ? 'unlike the weeks before' : incidentBound(part, plain({ metric, value: bound }));
    return `${subject}: ${plain({ metric, value })} in an hour, ${beside}.`;
  },
  forecast: (hours, { metric, value }, between) => {
    const likely = between && ` (95% likely from ${plain({ metric, value: between.lower })} to ${plain({ metric, value: between.upper })})`;
    return `Expected over the next ${hours === 1 ? 'hour' : `${rounded(LOCALE, hours)} hours`}: about ${plain({ metric, value })}${METRICS[metric].addsUp ? ' in all' : ' on average'}${likely ?? ''}.`;
  },
};
