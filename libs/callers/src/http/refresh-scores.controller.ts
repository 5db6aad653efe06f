import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/auth';
import { OrderScoring } from '../app/order-scoring.js';
import { ScoringOrderedDto } from './scored-callers.dto.js';

@ApiTags('callers')
@Controller('api/callers/scores/refresh')
@Roles('admin')
export class RefreshScoresController {
  constructor(@Inject(OrderScoring) private readonly order: OrderScoring) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Judge all numbers now',
    description: 'Instead of waiting for the night; what is looked up by hash is published and campaigns are looked for after it. Ordered again before it is done, it is the same job; `GET /api/jobs/{id}` says how it stands.',
  })
  @ApiResponse({ status: 202, type: ScoringOrderedDto })
  async refresh(): Promise<ScoringOrderedDto> {
    return { jobId: await this.order.now() };
  }
}
