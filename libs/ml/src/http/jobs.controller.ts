import { Controller, Delete, Get, Inject, Param, Query, Sse, SseSignal, type MessageEvent } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { from, map, type Observable } from 'rxjs';
import { AppError } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, DrainState, encodeCursor } from '#platform/http';
import { Jobs, type JobView } from '../app/jobs.js';
import { followJob } from './follow-job.js';
import { JobDto, JobsDto } from './models.dto.js';
import { presentJob } from './present-model.js';

const PAGE = 50;
const ID = { name: 'id', example: '17' };

const isOffset = (place: unknown): place is number => Number.isSafeInteger(place) && (place as number) >= 0;

function known(job: JobView | undefined): JobView {
  if (job === undefined) throw new AppError('job_unknown', 'not-found', 'no job has this id');
  return job;
}

@ApiTags('jobs')
@Controller('api/jobs')
@Roles('admin')
export class JobsController {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(DrainState) private readonly drainState: DrainState,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Jobs that people start, newest first', description: 'Trainings and searches for campaigns, also those that the service started by itself.' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: JobsDto })
  @ApiProblems(400)
  async list(@Query('cursor') cursor?: string): Promise<JobsDto> {
    const offset = cursor === undefined ? 0 : decodeCursor(cursor, isOffset);
    const jobs = await this.jobs.list(offset, PAGE + 1);
    return { items: jobs.slice(0, PAGE).map(presentJob), nextCursor: jobs.length > PAGE ? encodeCursor(offset + PAGE) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How a job stands' })
  @ApiParam(ID)
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(404)
  async find(@Param('id') id: string): Promise<JobDto> {
    return presentJob(known(await this.jobs.find(id)));
  }

  @Sse(':id/stream')
  @ApiOperation({ summary: 'A job as it goes on, as server-sent events', description: 'An event `job` at once and with each change of state or progress; the stream ends with the job.' })
  @ApiParam(ID)
  @ApiExtraModels(JobDto)
  @ApiOkResponse({ description: 'Events whose data is the job', content: { 'text/event-stream': { schema: { $ref: getSchemaPath(JobDto) } } } })
  @ApiProblems(404)
  async stream(@Param('id') id: string, @SseSignal() clientGone: AbortSignal): Promise<Observable<MessageEvent>> {
    // Before the stream begins: an unknown job is still an ordinary answer.
    const first = known(await this.jobs.find(id));
    const signal = AbortSignal.any([clientGone, this.drainState.signal]);
    return from(followJob(this.jobs, first, signal)).pipe(map((job) => ({ type: 'job', data: presentJob(job) })));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Cancel a job', description: 'A running one ends within a second.' })
  @ApiParam(ID)
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(404, 409)
  async cancel(@Param('id') id: string): Promise<JobDto> {
    return presentJob(known(await this.jobs.cancel(id)));
  }
}
