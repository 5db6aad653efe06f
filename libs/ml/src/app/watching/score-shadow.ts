import type { Contest } from './contest.js';
import { inSlices, type Rescore } from './rescore.js';
import type { ShadowLog } from './shadow-log.js';

const MOST_ROWS = 5000;

/** Lets a challenger answer what the champion was asked. */
export class ScoreShadow {
  constructor(private readonly log: ShadowLog) {}

  /** How many rows it answered. */
  async execute(contest: Contest, rescore: Rescore): Promise<number> {
    let scored = 0;
    for await (const ids of inSlices(await this.log.unscored(contest, MOST_ROWS))) {
      const rows = await this.log.asked(ids);
      const outcomes = await rescore(rows.map(({ vector }) => vector));
      await this.log.keep(contest.challenger, rows.map(({ id }, row) => ({ id, outcome: outcomes[row] as readonly number[] })));
      scored += rows.length;
    }
    return scored;
  }
}
