import { groupsOf, linksOf, type Bystander, type Suspect } from '../../core/campaigns/index.js';
import type { Communities } from './communities.js';
import { GroupSuspects, type Grouping } from './group-suspects.js';

/** Groups by all evidence there is, here and now: 20,000 suspects take some fifteen seconds. */
export class Grouped extends GroupSuspects {
  constructor(private readonly communities: Communities) {
    super();
  }

  group(suspects: readonly Suspect[], bystanders: readonly Bystander[]): Grouping {
    const links = linksOf(suspects, bystanders);
    return { links, groups: groupsOf(suspects, links, this.communities, bystanders) };
  }
}
