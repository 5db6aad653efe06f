import type { UserZones } from '#realtime';
import { PLATFORM_USER } from '#realtime/core';
import { LocalTime } from '../../core/index.js';

export interface ReportClock {
  readonly zone: string;
  readonly time: LocalTime;
}

/** On which clock and calendar each user's reports run; one of each zone, for they keep what they looked up. */
export class ReportClocks {
  private readonly known = new Map<string, ReportClock>();

  constructor(
    private readonly zones: UserZones,
    private readonly platformZone: string,
  ) {}

  async of(userId: number): Promise<ReportClock> {
    const [clock] = userId === PLATFORM_USER ? [] : await this.ofAll([userId]);
    return clock ?? this.in(this.platformZone);
  }

  /** In the order of the users. */
  async ofAll(userIds: readonly number[]): Promise<readonly ReportClock[]> {
    return (await this.zones.zonesOf(userIds)).map((zone) => this.in(zone));
  }

  /** Of an IANA zone. */
  in(zone: string): ReportClock {
    const clock = this.known.get(zone) ?? { zone, time: new LocalTime(zone) };
    this.known.set(zone, clock);
    return clock;
  }
}
