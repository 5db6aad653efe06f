import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, BodyLimit, DrainState } from '#platform/http';
import { Infer } from '../app/infer.js';
import { ModelRegistry } from '../app/model-registry.js';
import { outputForms } from '../app/output-tensors.js';
import { ServedModels } from '../app/served-model.js';
import { WHOLE_INPUT } from '../core/index.js';
import { InferenceRequestDto, InferenceResponseDto, ModelMetadataDto, ModelReadyDto, ServerLiveDto, ServerMetadataDto, ServerReadyDto } from './inference.dto.js';
import { readInference } from './read-inference.js';
import { versionFrom } from './version-from.js';

const INFERENCE_BYTES = 32 * 1_048_576;
const CHAMPION = 'champion';
const NAME = { name: 'name', example: 'spam_classifier' };
const VERSION = { name: 'version', description: 'A version or an alias', example: '1' };
const ERRORS = 'Errors are problems that carry their text as `error` too.';

/** The Open Inference Protocol V2; where no version is named the champion answers. */
@ApiTags('inference')
@Controller('v2')
@Roles('system')
export class InferenceController {
  constructor(
    @Inject(Infer) private readonly inference: Infer,
    @Inject(ServedModels) private readonly models: ServedModels,
    @Inject(ModelRegistry) private readonly registry: ModelRegistry,
    @Inject(DrainState) private readonly drainState: DrainState,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The server, as Open Inference Protocol V2 describes it' })
  @ApiOkResponse({ type: ServerMetadataDto })
  server(): ServerMetadataDto {
    return { name: 'profile-analytics-service', version: '1', extensions: [] };
  }

  @Get('health/live')
  @ApiOperation({ summary: 'Whether the process runs, in the words of the protocol' })
  @ApiOkResponse({ type: ServerLiveDto })
  live(): ServerLiveDto {
    return { live: true };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'Whether models are served, in the words of the protocol', description: '503 while the process is stopping or the registry of models does not answer.' })
  @ApiOkResponse({ type: ServerReadyDto })
  @ApiProblems(503)
  async ready(): Promise<ServerReadyDto> {
    if (this.drainState.draining) throw new AppError('draining', 'unavailable', 'the process is stopping');
    await this.registry.list();
    return { live: true, ready: true };
  }

  @Get('models/:name')
  @ApiOperation({ summary: 'The tensors of a model’s champion and all its versions', description: ERRORS })
  @ApiParam(NAME)
  @ApiOkResponse({ type: ModelMetadataDto })
  @ApiProblems(404, 409)
  model(@Param('name') name: string): Promise<ModelMetadataDto> {
    return this.describe(name, CHAMPION);
  }

  @Get('models/:name/ready')
  @ApiOperation({ summary: 'Whether a model’s champion answers', description: `An error where it does not. ${ERRORS}` })
  @ApiParam(NAME)
  @ApiOkResponse({ type: ModelReadyDto })
  @ApiProblems(404, 409, 503)
  modelReady(@Param('name') name: string): Promise<ModelReadyDto> {
    return this.readiness(name, CHAMPION);
  }

  @Get('models/:name/versions/:version')
  @ApiOperation({ summary: 'The tensors of a version and all versions of its model', description: ERRORS })
  @ApiParam(NAME)
  @ApiParam(VERSION)
  @ApiOkResponse({ type: ModelMetadataDto })
  @ApiProblems(400, 404, 409)
  version(@Param('name') name: string, @Param('version') version: string): Promise<ModelMetadataDto> {
    return this.describe(name, version);
  }

  @Get('models/:name/versions/:version/ready')
  @ApiOperation({ summary: 'Whether a version answers', description: `An error where it does not. ${ERRORS}` })
  @ApiParam(NAME)
  @ApiParam(VERSION)
  @ApiOkResponse({ type: ModelReadyDto })
  @ApiProblems(400, 404, 409, 503)
  versionReady(@Param('name') name: string, @Param('version') version: string): Promise<ModelReadyDto> {
    return this.readiness(name, version);
  }

  @Post('models/:name/infer')
  @HttpCode(200)
  @BodyLimit(INFERENCE_BYTES)
  @ApiOperation({ summary: 'What the champion says of up to 10,000 rows, in tensors', description: ERRORS })
  @ApiParam(NAME)
  @ApiBody({ type: InferenceRequestDto })
  @ApiOkResponse({ type: InferenceResponseDto })
  @ApiProblems(400, 404, 409)
  infer(@Param('name') name: string, @Body() body: unknown): Promise<InferenceResponseDto> {
    return this.answer(name, CHAMPION, body);
  }

  @Post('models/:name/versions/:version/infer')
  @HttpCode(200)
  @BodyLimit(INFERENCE_BYTES)
  @ApiOperation({ summary: 'What a version says of up to 10,000 rows, in tensors', description: ERRORS })
  @ApiParam(NAME)
  @ApiParam(VERSION)
  @ApiBody({ type: InferenceRequestDto })
  @ApiOkResponse({ type: InferenceResponseDto })
  @ApiProblems(400, 404, 409)
  inferVersion(@Param('name') name: string, @Param('version') version: string, @Body() body: unknown): Promise<InferenceResponseDto> {
    return this.answer(name, version, body);
  }

  private async describe(name: string, version: string): Promise<ModelMetadataDto> {
    const model = await this.models.get(name, versionFrom(version));
    const versions = await this.registry.versions(name);
    return {
      name, versions: versions.map((each) => String(each.version)).reverse(), platform: `profile-analytics_${model.modelType}`,
      inputs: [{ name: WHOLE_INPUT, datatype: 'FP64', shape: [-1, model.featureNames.length] }], outputs: outputForms(model),
    };
  }

  private async readiness(name: string, version: string): Promise<ModelReadyDto> {
    await this.models.get(name, versionFrom(version));
    return { name, ready: true };
  }

  private async answer(name: string, version: string, body: unknown): Promise<InferenceResponseDto> {
    const { id, ...tensors } = readInference(body);
    const { model, version: answering, outputs } = await this.inference.execute(name, { ...tensors, id, versionOrAlias: versionFrom(version) });
    return { model_name: model, model_version: String(answering), ...(id !== undefined && { id }), outputs };
  }
}
