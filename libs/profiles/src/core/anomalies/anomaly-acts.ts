import { settingsFrom, type AnomalySettings, type Usefulness } from './anomaly-settings.js';

export const STATES = ['open', 'acknowledged', 'snoozed', 'dismissed'] as const;
export type AnomalyState = (typeof STATES)[number];

/** What a user last did with a finding. */
export type AnomalyAct =
  | { readonly state: 'acknowledged' | 'dismissed' }
  | { readonly state: 'snoozed'; readonly untilMs: number };

/** What a user said of anomalies: by the name of a setting, `state:` and `useful:` before a finding's id. Each the latest word, so each can be folded alone. */
export type AnomalyWords = Readonly<Record<string, unknown>>;

const STATE = 'state:';
const USEFUL = 'useful:';
const OF_A_MONITOR = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

export function actWords(id: string, act: AnomalyAct): AnomalyWords {
  return { [`${STATE}${id}`]: act };
}

/** A finding that was not useful is dismissed with it. */
export function feedbackWords(id: string, isUseful: boolean): AnomalyWords {
  return { [`${USEFUL}${id}`]: isUseful, ...(isUseful ? {} : actWords(id, { state: 'dismissed' })) };
}

/** Everything a user said of anomalies, as it stands. */
export interface UserAnomalyActs {
  readonly settings: AnomalySettings;
  readonly acts: ReadonlyMap<string, AnomalyAct>;
  readonly feedback: ReadonlyMap<string, boolean>;
}

function under<T>(words: AnomalyWords, prefix: string): Map<string, T> {
  return new Map(Object.entries(words).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value as T]));
}

export function readWords(words: AnomalyWords): UserAnomalyActs {
  return { settings: settingsFrom(words), acts: under<AnomalyAct>(words, STATE), feedback: under<boolean>(words, USEFUL) };
}

/** How useful the days were that a user was told of; what is said of a monitor's alert is that monitor's business. */
export function usefulnessOf({ feedback }: UserAnomalyActs): Usefulness {
  const words = [...feedback].filter(([id]) => !OF_A_MONITOR.test(id)).map(([, isUseful]) => isUseful);
  const useful = words.filter(Boolean).length;
  return { useful, notUseful: words.length - useful };
}

/** How a finding stands: one that was put off is open again once its time has come. */
export function standingAt(act: AnomalyAct | undefined, nowMs: number): { readonly state: AnomalyState; readonly untilMs?: number } {
  if (act === undefined) return { state: 'open' };
  if (act.state !== 'snoozed') return { state: act.state };
  return act.untilMs > nowMs ? { state: 'snoozed', untilMs: act.untilMs } : { state: 'open' };
}
