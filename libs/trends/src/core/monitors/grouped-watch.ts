import type { Reading, Watch, WatchIncident, WatchStep } from './watch.js';

/** What a criterion finds of an hour. `strength` orders the hours of an incident; `part` names what made it. */
export interface Judgement {
  readonly isOver: boolean;
  readonly value: number;
  readonly bound: number | null;
  readonly strength: number;
  readonly part: string;
}

/** Judges hours one by one; grouping them is not its business. */
export interface Criterion {
  learn(reading: Reading): void;
  /** `wasOver` is what it said of the hour judged before; undefined where nothing can be told of this one. */
  judge(reading: Reading, wasOver: boolean): Judgement | undefined;
  state(): unknown;
}

interface GroupedState { readonly incident: WatchIncident | null; readonly wasOver: boolean; readonly criterion: unknown }

/** Makes incidents of the hours that a criterion finds over: those within `gapHours` of the last one belong to the same. */
export class GroupedWatch implements Watch {
  private readonly criterion: Criterion;
  private incident: WatchIncident | null;
  private wasOver: boolean;

  constructor(private readonly gapHours: number, criterionOf: (state: unknown) => Criterion, state: unknown) {
    const known = state as GroupedState | undefined;
    this.criterion = criterionOf(known?.criterion);
    this.incident = known?.incident ?? null;
    this.wasOver = known?.wasOver ?? false;
  }

  learn(reading: Reading): void {
    this.criterion.learn(reading);
  }

  begin(): void {
    this.incident = null;
    this.wasOver = false;
  }

  judge(reading: Reading): WatchStep {
    const judgement = this.criterion.judge(reading, this.wasOver);
    if (judgement === undefined) return {};
    this.wasOver = judgement.isOver;
    const closed = this.incident !== null && reading.hour - this.incident.lastHour > this.gapHours ? this.incident : undefined;
    if (closed !== undefined) this.incident = null;
    if (judgement.isOver) this.incident = this.incident === null ? opened(reading.hour, judgement) : extended(this.incident, reading.hour, judgement);
    return { ...(closed && { closed }), ...(this.incident && { open: this.incident }) };
  }

  state(): GroupedState {
    return { incident: this.incident, wasOver: this.wasOver, criterion: this.criterion.state() };
  }
}

const peakAt = (hour: number, { value, bound, strength, part }: Judgement) =>
  ({ peakHour: hour, peakValue: value, bound, strength, contributions: [{ part, share: 1 }] });

const opened = (hour: number, judgement: Judgement): WatchIncident => ({ openedHour: hour, lastHour: hour, hours: 1, ...peakAt(hour, judgement) });

function extended(incident: WatchIncident, hour: number, judgement: Judgement): WatchIncident {
  return { ...incident, ...(judgement.strength > incident.strength && peakAt(hour, judgement)), lastHour: hour, hours: incident.hours + 1 };
}
