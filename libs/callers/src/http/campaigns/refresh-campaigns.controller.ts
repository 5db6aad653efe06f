import { InjectQueue } from '@nestjs/bullmq';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Queue } from 'bullmq';
import { Roles } from '#platform/auth';
import { CAMPAIGNS_JOB } from '../../jobs/campaigns/campaigns.job.js';
import { CampaignsOrderedDto } from './refresh-campaigns.dto.js';

/** Whoever orders while an order waits or runs is given that one. */
const ONE_AT_A_TIME = { deduplication: { id: 'refresh' } };

@ApiTags('campaigns')
@Controller('api/campaigns/refresh')
@Roles('admin')
export class RefreshCampaignsController {
  constructor(@InjectQueue(CAMPAIGNS_JOB.queue) private readonly queue: Queue) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Look for campaigns now',
    description: 'Instead of waiting for the hourly run. Ordered again before it is done, it is the same job; the queue `campaigns` on `/api/admin/queues` shows how it stands.',
  })
  @ApiResponse({ status: 202, type: CampaignsOrderedDto })
  async refresh(): Promise<CampaignsOrderedDto> {
    const { id } = await this.queue.add(CAMPAIGNS_JOB.name, {}, { ...CAMPAIGNS_JOB.options, ...ONE_AT_A_TIME });
    return { jobId: id as string };
  }
}
