import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply } from 'fastify';
import { Open } from '#platform/auth';

@ApiTags('Operations')
@Controller()
export class MetricsController extends PrometheusController {
  @Get()
  @Open()
  @ApiOperation({ summary: 'Metrics of this process in the Prometheus text format' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: 'process_resident_memory_bytes 91234304\n' } } })
  override index(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return super.index(reply);
  }
}
