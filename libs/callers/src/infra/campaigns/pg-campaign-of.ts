import type { Database } from '#platform/database';
import { CampaignOf, type CallerNetwork } from '../../app/campaigns/campaign-of.js';
import { NETWORK_NOW, NETWORK_THEN } from './campaign-read-statements.js';
import { categoryFrom, relationFrom } from './pg-campaign-read-model.js';

type LinkCells = [callerId: number, relation: number, strength: number];
type NetworkCells = [id: string | null, numbers: number, users: number, category: number | null, confidence: number, links: LinkCells[]];

export class PgCampaignOf extends CampaignOf {
  constructor(private readonly database: Database) {
    super();
  }

  async network(callerId: number, asOfMs?: number): Promise<CallerNetwork> {
    const [row] = asOfMs === undefined ? await this.database.rows(NETWORK_NOW, [callerId]) : await this.database.rows(NETWORK_THEN, [callerId, asOfMs]);
    const [id, numbers, users, category, confidence, links] = row as unknown as NetworkCells;
    return {
      campaign: id === null ? undefined : { id, numbers, users, confidence, category: categoryFrom(category) },
      links: links.map(([other, relation, strength]) => ({ callerId: other, relation: relationFrom(relation), strength })),
    };
  }
}
