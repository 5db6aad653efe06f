import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, BodyLimit, currentRequest, RawBody, ReadsRaw, type RawBytes } from '#platform/http';
import { ChangeAlias } from '../app/change-alias.js';
import { ModelRegistry } from '../app/model-registry.js';
import { RequestTraining } from '../app/request-training.js';
import { VersionTags } from '../app/version-tags.js';
import { AliasHistoryDto, JobIdDto, ModelsDto, SetAliasDto, TrainDto, TrainFromHistoryDto, VersionsDto } from './models.dto.js';
import { knownModel } from '../app/known-models.js';
import { presentChange, presentModel, presentVersion } from './present-model.js';

const TRAINING_BYTES = 64 * 1_048_576;
const TRAINING_EXAMPLES = {
  inline: { summary: 'Data sent along', value: { features: [[0.1, 3], [0.9, null], [0.2, 4], [0.8, 1]], labels: ['spam', 'fine', 'spam', 'fine'], featureNames: ['short_share', 'calls_per_day'] } },
  history: { summary: 'The history of calls', value: { source: 'history', from: '2026-08-01T00:00:00+08:00' } },
};
const NAME = { name: 'name', example: 'spam_classifier' };

@ApiTags('models')
@Controller('api/models')
@Roles('system')
export class ModelsController {
  constructor(
    @Inject(ModelRegistry) private readonly registry: ModelRegistry,
    @Inject(RequestTraining) private readonly requestTraining: RequestTraining,
    @Inject(ChangeAlias) private readonly changeAlias: ChangeAlias,
    @Inject(VersionTags) private readonly tags: VersionTags,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All models with their aliases' })
  @ApiOkResponse({ type: ModelsDto })
  async list(): Promise<ModelsDto> {
    return { items: (await this.registry.list()).map(presentModel), nextCursor: null };
  }

  @Get(':name/versions')
  @ApiOperation({ summary: 'Versions of a model with their passports, newest first' })
  @ApiParam(NAME)
  @ApiOkResponse({ type: VersionsDto })
  @ApiProblems(404)
  async versions(@Param('name') name: string): Promise<VersionsDto> {
    await this.assertKnown(name);
    const [versions, tags] = await Promise.all([this.registry.versions(name), this.tags.of(name)]);
    return { items: versions.map((version) => presentVersion(version, tags.get(version.version) ?? {})), nextCursor: null };
  }

  @Get(':name/aliases')
  @ApiOperation({ summary: 'Which version holds which alias, and who gave it when and why, newest first' })
  @ApiParam(NAME)
  @ApiOkResponse({ type: AliasHistoryDto })
  @ApiProblems(404)
  async aliases(@Param('name') name: string): Promise<AliasHistoryDto> {
    await this.assertKnown(name);
    const [aliases, changes] = await Promise.all([this.registry.aliasesOf(name), this.registry.aliasHistory(name)]);
    return { aliases, items: changes.map(presentChange), nextCursor: null };
  }

  @Post(':name/aliases/:alias')
  @Roles('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let an alias mean a version: `champion` is what is served' })
  @ApiParam(NAME)
  @ApiParam({ name: 'alias', example: 'champion' })
  @ApiOkResponse({ type: AliasHistoryDto })
  @ApiProblems(400, 404)
  async setAlias(@Param('name') name: string, @Param('alias') alias: string, @Body() { version, reason }: SetAliasDto, @CurrentPrincipal() { subject }: Principal): Promise<AliasHistoryDto> {
    await this.changeAlias.execute(name, alias, version, { by: subject, reason });
    return this.aliases(name);
  }

  @Post(':name/train')
  @Roles('admin')
  @HttpCode(202)
  @ReadsRaw('application/json')
  @BodyLimit(TRAINING_BYTES)
  @ApiOperation({
    summary: 'Train a version from data sent along, or from the history of calls',
    description: 'The request and its data are checked before the answer; the rest is a job: see `GET /api/jobs/{id}`.',
  })
  @ApiParam(NAME)
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'The same key and body of the same caller for the same model is the same job; another body is a 409' })
  @ApiConsumes('application/json')
  @ApiExtraModels(TrainDto, TrainFromHistoryDto)
  @ApiBody({ schema: { oneOf: [{ $ref: getSchemaPath(TrainDto) }, { $ref: getSchemaPath(TrainFromHistoryDto) }] }, examples: TRAINING_EXAMPLES })
  @ApiResponse({ status: 202, type: JobIdDto })
  @ApiProblems(400, 404, 409, 413)
  async train(
    @Param('name') name: string,
    @RawBody() { bytes }: RawBytes,
    @CurrentPrincipal() { subject }: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<JobIdDto> {
    return { jobId: await this.requestTraining.execute(name, bytes, { requestedBy: subject, requestId: currentRequest()?.requestId }, key) };
  }

  private async assertKnown(name: string): Promise<void> {
    await knownModel(this.registry, name);
  }
}
