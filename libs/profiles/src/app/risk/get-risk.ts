import type { Identities } from '#privacy';
import { percentileOf } from '../../core/risk/percentile.js';
import { RISK_COMPONENTS, type RiskComponent, type RiskComponentName, type RiskProfile } from '../../core/risk/risk-profile.js';
import type { AssessRisk } from './assess-risk.js';
import type { Distribution, RiskDistributions } from './risk-distribution.js';

/** `percentile`: the share of users, in percent, who stand no worse; undefined where there are too few to tell. */
export interface PlacedComponent extends RiskComponent { readonly percentile: number | undefined }

export interface UserRisk extends Pick<RiskProfile, 'findings'> {
  readonly components: Readonly<Record<RiskComponentName, PlacedComponent>>;
}

/** A user's risk, and where it stands among those of others. */
export class GetRisk {
  constructor(
    private readonly identities: Pick<Identities, 'findUser'>,
    private readonly assess: AssessRisk,
    private readonly distributions: RiskDistributions,
  ) {}

  /** Undefined where nothing had been seen of the user. */
  async execute(userId: string, asOfMs: number): Promise<UserRisk | undefined> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) return undefined;
    const [risk, spread] = await Promise.all([this.assess.execute(id, asOfMs), this.distributions.read()]);
    return risk && { ...risk, components: Object.fromEntries(RISK_COMPONENTS.map((name) => [name, placed(risk.components[name], spread.find(({ component }) => component === name))])) as UserRisk['components'] };
  }
}

function placed(component: RiskComponent, spread: Distribution | undefined): PlacedComponent {
  const percentile = component.score === undefined || spread === undefined ? undefined : percentileOf(component.score, spread.cuts);
  return { ...component, percentile };
}
