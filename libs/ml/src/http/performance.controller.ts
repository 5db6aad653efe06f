import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { AssessPerformance } from '../app/assess-performance.js';
import { LabelPredictions } from '../app/label-predictions.js';
import { LabelledDto, LabelsDto, PerformanceDto } from './performance.dto.js';
import { presentPerformance } from './present-performance.js';
import { versionFrom } from './version-from.js';

const NAME = { name: 'name', example: 'spam_classifier' };

/** What came of predictions, and how a model does by that. */
@ApiTags('models')
@Controller('api/models/:name')
@Roles('system')
export class PerformanceController {
  constructor(
    @Inject(AssessPerformance) private readonly assess: AssessPerformance,
    @Inject(LabelPredictions) private readonly labelPredictions: LabelPredictions,
  ) {}

  @Get('performance')
  @ApiOperation({
    summary: 'How a version does on what it served lately',
    description: 'Figures on the latest predictions whose truth is known, drift against training, and what of it should not be so. Null is what the rows cannot tell.',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'version', required: false, description: 'A version or an alias; `champion` where left out' })
  @ApiOkResponse({ type: PerformanceDto })
  @ApiProblems(400, 404, 409)
  async performance(@Param('name') name: string, @Query('version') version = 'champion'): Promise<PerformanceDto> {
    return presentPerformance(await this.assess.execute(name, versionFrom(version)));
  }

  @Post('labels')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say what predictions turned out to be',
    description: 'Found by the references they were served under, `ids` of `predict` or `id` of `infer`; a prediction can be labelled 200 ms after it was served, at once in the process that served it. The latest label counts.',
  })
  @ApiParam(NAME)
  @ApiBody({ type: LabelsDto })
  @ApiOkResponse({ type: LabelledDto })
  @ApiProblems(400, 404)
  labels(@Param('name') name: string, @Body() body: unknown): Promise<LabelledDto> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw inputInvalid('', 'must be an object');
    const { items, ...rest } = body as Record<string, unknown>;
    const [stray] = Object.keys(rest);
    if (stray !== undefined) throw inputInvalid(stray.slice(0, 128), 'is not known here');
    return this.labelPredictions.execute(name, items);
  }
}
