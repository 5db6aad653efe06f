import type { Database } from '#platform/database';
import { CampaignOf, type CallerNetwork } from '../../app/campaigns/campaign-of.js';
import { NETWORK_NOW, NETWORK_THEN } from './campaign-read-statements.js';
import { networkFrom, type LinkCells } from './network-cells.js';

type NetworkCells = [id: string | null, numbers: number, users: number, category: number | null, confidence: number, links: LinkCells[]];

export class PgCampaignOf extends CampaignOf {
  constructor(private readonly database: Database) {
    super();
  }

  async network(callerId: number, asOfMs?: number): Promise<CallerNetwork> {
    const [row] = asOfMs === undefined ? await this.database.rows(NETWORK_NOW, [callerId]) : await this.database.rows(NETWORK_THEN, [callerId, asOfMs]);
    const [id, numbers, users, category, confidence, links] = row as unknown as NetworkCells;
    return networkFrom(id === null ? null : [id, numbers, users, category, confidence], links);
  }
}
