import type { Finding } from './anomaly-detector.js';
import { extended, opened, type Incident } from './incident.js';

const WEEK_SECONDS = 604_800;
/** Shorter blocks depend on each other too much: a random walk then alerts a fifth more often than asked. */
const LEAST_BLOCK_SECONDS = 6 * 3600;
/** So many alerts' worth of the past sets the threshold, over four weeks at least: fewer swing more, more follow more slowly. */
const ALERTS_REMEMBERED = 4;
const LEAST_WEEKS = 4;
/** An incident that goes on is told anew each week, and the threshold may learn that it is the usual now. */
const LONGEST_SECONDS = WEEK_SECONDS;

/** Bounds of what may be asked: fewer alerts would take over ten weeks to learn, more are no alerts. */
const FALSE_ALERTS_PER_WEEK = { least: 0.1, most: 10 } as const;

/** False alerts a week that a sensitivity in [0, 1] puts up with: a tenth at 0, one at 0.5, ten at 1. */
export const falseAlertsAt = (sensitivity: number): number => FALSE_ALERTS_PER_WEEK.least * 100 ** Math.min(1, Math.max(0, sensitivity));

/** `intervalSeconds` between values; within `cooldownSeconds`, six hours at least, what exceeds the threshold is one incident. */
export interface BudgetSettings { readonly falseAlertsPerWeek: number; readonly intervalSeconds: number; readonly cooldownSeconds: number }

/** The greatest rarity of past blocks of a cooldown each, oldest first; the block under way (`null` before the first); the open incident. */
export interface BudgetState {
  readonly peaks: readonly number[];
  readonly block: { readonly number: number; readonly peak: number; readonly isCounted: boolean } | null;
  readonly incident: Incident | null;
}

/** What a value led to: an incident that had ended before it, the one it belongs to, and whether that begins with it (then alert). */
export interface AlertStep { readonly closed?: Incident; readonly open?: Incident; readonly isNew: boolean }

/**
 * Raises alerts so that at most a given number a week is expected where nothing is the matter, whatever the distribution of scores.
 * Time is cut into blocks of a cooldown, and a block alerts where its greatest rarity is among the j greatest of the last m blocks
 * and itself; of exchangeable blocks that happens to j / (m + 1), and j is the greatest number that keeps this within the budget
 * (a conformal p-value; block maxima as in extreme-value theory, for neighbouring rarities depend on each other). Until the past
 * can tell, about 1 / budget weeks, no alert is raised: `threshold` is `undefined`. Values that exceed it within a cooldown are one
 * incident, and only its first block counts among the past, so a long one does not dull the threshold. O(m log m) a block, m at
 * most 1,120 (a tenth of an alert a week); O(1) a value otherwise.
 */
export class AlertBudget {
  private readonly blockSeconds: number;
  private readonly alertsPerBlock: number;
  private readonly mostBlocks: number;
  private readonly peaks: number[];
  private block: BudgetState['block'];
  private incident: Incident | null;
  private limit: number | undefined;

  constructor(settings: BudgetSettings, state: BudgetState = { peaks: [], block: null, incident: null }) {
    const perWeek = Math.min(FALSE_ALERTS_PER_WEEK.most, Math.max(FALSE_ALERTS_PER_WEEK.least, settings.falseAlertsPerWeek));
    this.blockSeconds = Math.max(settings.cooldownSeconds, settings.intervalSeconds, LEAST_BLOCK_SECONDS);
    this.alertsPerBlock = Math.min(0.5, (perWeek * this.blockSeconds) / WEEK_SECONDS);
    this.mostBlocks = Math.ceil(Math.max((LEAST_WEEKS * WEEK_SECONDS) / this.blockSeconds, ALERTS_REMEMBERED / this.alertsPerBlock));
    this.peaks = [...state.peaks];
    ({ block: this.block, incident: this.incident } = state);
    this.limit = this.limitNow();
  }

  /** The rarity that a value must exceed to alert; `undefined` as long as too little was seen to tell. */
  get threshold(): number | undefined {
    return this.limit;
  }

  /** Takes what the detector found of a value; one whose time lies before others is taken as of the latest. */
  push(atSeconds: number, finding: Finding): AlertStep {
    const closed = this.closeIfOver(atSeconds);
    this.enterBlock(atSeconds, finding.rarity);
    const isOver = this.limit !== undefined && finding.rarity > this.limit;
    const before = this.incident;
    if (isOver) this.incident = before === null ? opened(atSeconds, finding) : extended(before, atSeconds, finding);
    return { ...closed, ...(this.incident === null ? {} : { open: this.incident }), isNew: isOver && before === null };
  }

  state(): BudgetState {
    return { peaks: [...this.peaks], block: this.block, incident: this.incident };
  }

  private closeIfOver(atSeconds: number): { closed?: Incident } {
    const incident = this.incident;
    if (incident === null) return {};
    const isCalm = atSeconds - incident.lastSeconds > this.blockSeconds;
    if (!isCalm && atSeconds - incident.firstSeconds <= LONGEST_SECONDS) return {};
    this.incident = null;
    return { closed: incident };
  }

  private enterBlock(atSeconds: number, rarity: number): void {
    const number = Math.floor(atSeconds / this.blockSeconds);
    if (this.block !== null && number <= this.block.number) {
      this.block = { ...this.block, peak: Math.max(this.block.peak, rarity) };
      return;
    }
    if (this.block?.isCounted === true) this.remember(this.block.peak);
    this.block = { number, peak: rarity, isCounted: this.incident === null };
  }

  private remember(peak: number): void {
    this.peaks.push(peak);
    if (this.peaks.length > this.mostBlocks) this.peaks.shift();
    this.limit = this.limitNow();
  }

  private limitNow(): number | undefined {
    const above = Math.floor(this.alertsPerBlock * (this.peaks.length + 1));
    return above === 0 ? undefined : Float64Array.from(this.peaks).sort()[this.peaks.length - above];
  }
}
