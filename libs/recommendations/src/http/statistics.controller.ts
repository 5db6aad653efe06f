import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/auth';
import { GetStatistics } from '../app/get-statistics.js';
import type { StoredRanking } from '../app/rankings.js';
import { RecommendationStatisticsDto, type RankingDto } from './statistics.dto.js';

const instant = (ms: number | null | undefined): string | null => (ms === null || ms === undefined ? null : new Date(ms).toISOString());

function presentRankings(rankings: readonly StoredRanking[]): RankingDto[] {
  const latest = Math.max(...rankings.map(({ liveSinceMs }) => liveSinceMs ?? -1));
  const live = rankings.findLast(({ liveSinceMs }) => liveSinceMs === latest);
  return rankings.map((ranking) => ({
    version: ranking.version, live: ranking === live, liveSince: instant(ranking.liveSinceMs === 0 ? null : ranking.liveSinceMs), snips: ranking.snips ?? null, doublyRobust: ranking.doublyRobust ?? null, evaluatedAt: instant(ranking.evaluatedMs),
  }));
}

@ApiTags('recommendations')
@Controller('api/recommendations/stats')
@Roles('admin')
export class RecommendationStatisticsController {
  constructor(@Inject(GetStatistics) private readonly statistics: GetStatistics) {}

  @Get()
  @ApiOperation({
    summary: 'What recommendations came to',
    description: 'Over all users: what was shown, taken and found helpful, what changed in users’ own figures in the four weeks after, and what other rankings would have brought by the decisions of the live one.',
  })
  @ApiOkResponse({ type: RecommendationStatisticsDto })
  async get(): Promise<RecommendationStatisticsDto> {
    const { all, byKind, effects, rankings, asOfMs } = await this.statistics.execute();
    return { ...all, byKind: [...byKind], effects: [...effects], rankings: presentRankings(rankings), asOf: new Date(asOfMs).toISOString() };
  }
}
