import { AnomalyDetector, type DetectorState } from '../detection/anomaly-detector.js';
import { contributions } from '../detection/incident.js';
import type { Score, Scorer } from './budgeted-watch.js';
import type { Reading } from './watch.js';

const HOUR_SECONDS = 3600;

/** How unusual a value is for the series itself; see AnomalyDetector. Days are those of the local clock. */
export class AnomalyScorer implements Scorer {
  private readonly detector: AnomalyDetector;

  constructor(state: unknown) {
    this.detector = new AnomalyDetector(state as DetectorState | undefined);
  }

  score({ localHour, value }: Reading): Score | undefined {
    const finding = value === undefined ? undefined : this.detector.push({ atSeconds: localHour * HOUR_SECONDS, value });
    return finding && { rarity: finding.rarity, bound: null, contributions: contributions(finding) };
  }

  state(): DetectorState {
    return this.detector.state();
  }
}
