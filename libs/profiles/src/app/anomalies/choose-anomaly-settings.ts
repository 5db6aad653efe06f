import type { Identities } from '#privacy';
import { readWords, usefulnessOf, type AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import { sensitivityLevel, settingsFrom, type AnomalySettings, type Usefulness } from '../../core/anomalies/anomaly-settings.js';
import type { BehaviourRecords } from './behaviour-records.js';
import type { SayOfAnomalies } from './say-of-anomalies.js';

/** The settings, and what feedback has made of the sensitivity. */
export interface StandingSettings extends AnomalySettings {
  readonly level: number;
  readonly feedback: Usefulness;
}

function standing(words: AnomalyWords): StandingSettings {
  const said = readWords(words);
  const feedback = usefulnessOf(said);
  return { ...said.settings, level: sensitivityLevel(said.settings.sensitivity, feedback), feedback };
}

/** How a user wants to be told of strange days. */
export class ChooseAnomalySettings {
  constructor(
    private readonly identities: Identities,
    private readonly records: BehaviourRecords,
    private readonly log: SayOfAnomalies,
  ) {}

  async get(userId: string): Promise<StandingSettings> {
    const id = await this.identities.findUser(userId);
    return standing(id === undefined ? {} : await this.records.words(id));
  }

  /** Only what is named changes. Returns what this stored, over all that was said before, folded or not. */
  async change(userId: string, named: Partial<AnomalySettings>, nowMs: number): Promise<StandingSettings> {
    const [id] = (await this.identities.registerUsers([userId])) as [number];
    const words = { ...named, ...(named.featuresOff !== undefined && { featuresOff: settingsFrom({ ...named }).featuresOff }) };
    await this.log.append(id, words, nowMs);
    const [folded, recent] = await Promise.all([this.records.words(id), this.log.recent(id)]);
    return standing({ ...folded, ...recent, ...words });
  }
}
