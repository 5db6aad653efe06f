import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/auth';
import { ObserveStream } from '../app/observe-stream.js';
import { ProcessorsDto, StreamMetricsDto } from './realtime.dto.js';

@ApiTags('stream')
@Controller('api/realtime')
@Roles('admin')
export class StreamController {
  constructor(@Inject(ObserveStream) private readonly observe: ObserveStream) {}

  @Get('metrics')
  @ApiOperation({ summary: 'Rates, lag and latency of the event stream' })
  @ApiOkResponse({ type: StreamMetricsDto })
  metrics(): Promise<StreamMetricsDto> {
    return this.observe.metrics();
  }

  @Get('processors')
  @ApiOperation({ summary: 'What each processor of the stream is doing', description: 'A processor without a heartbeat for ten seconds is lost; it leaves the list after a day.' })
  @ApiOkResponse({ type: ProcessorsDto })
  async processors(): Promise<ProcessorsDto> {
    return { items: await this.observe.processors() };
  }
}
