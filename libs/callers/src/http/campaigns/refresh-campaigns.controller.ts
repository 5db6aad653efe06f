import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/auth';
import { OrderCampaigns } from '../../app/campaigns/order-campaigns.js';
import { CampaignsOrderedDto } from './refresh-campaigns.dto.js';

@ApiTags('campaigns')
@Controller('api/campaigns/refresh')
@Roles('admin')
export class RefreshCampaignsController {
  constructor(@Inject(OrderCampaigns) private readonly order: OrderCampaigns) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Look for campaigns now',
    description: 'Instead of waiting for the hourly run. Ordered again before it is done, it is the same job; `GET /api/jobs/{id}` says how it stands.',
  })
  @ApiResponse({ status: 202, type: CampaignsOrderedDto })
  async refresh(): Promise<CampaignsOrderedDto> {
    return { jobId: await this.order.now() };
  }
}
