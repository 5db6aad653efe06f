import { applyDecorators, Body, Controller, Headers, Inject, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { AppError, inputInvalid } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, BodyLimit, InputPipe, RawBytes, ReadsRaw } from '#platform/http';
import { ModelRegistry } from '../app/model-registry.js';
import { UploadModel } from '../app/onnx/upload-model.js';
import { RegisterModel } from '../app/register-model.js';
import { ModelDto, RegisterModelDto } from './models.dto.js';
import { presentModel } from './present-model.js';
import { readUpload, UPLOAD_QUERY, type UploadQuery } from './read-upload.js';

const MODEL_BYTES = 64 * 1_048_576;
const FILE_TYPES = ['application/octet-stream', 'application/x-onnx'] as const;
const EXAMPLES = { register: { summary: 'A name to be trained here', value: { name: 'churn', modelType: 'classification', algorithm: 'random_forest', hyperparameters: { trees: 100 } } } };

const JSON_BODY = new InputPipe();

const UploadQueries = (): MethodDecorator => applyDecorators(...UPLOAD_QUERY.map((parameter) => ApiQuery(parameter)));

@ApiTags('models')
@Controller('api/models')
@Roles('admin')
export class NewModelController {
  constructor(
    @Inject(ModelRegistry) private readonly registry: ModelRegistry,
    @Inject(RegisterModel) private readonly registerModel: RegisterModel,
    @Inject(UploadModel) private readonly uploadModel: UploadModel,
  ) {}

  @Post()
  @ReadsRaw(...FILE_TYPES)
  @BodyLimit(MODEL_BYTES)
  @ApiOperation({
    summary: 'Register a model under a new name, or upload one that was trained elsewhere',
    description: 'JSON registers a name to be trained here. An ONNX file of up to 64 MiB, sent as it is, becomes a version of the name in the query: it is looked at and tried out before the answer. The same file again is the same version.',
  })
  @UploadQueries()
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'Of a file: the same key for another file is a 409' })
  @ApiExtraModels(RegisterModelDto)
  @ApiConsumes('application/json', ...FILE_TYPES)
  @ApiBody({ schema: { oneOf: [{ $ref: getSchemaPath(RegisterModelDto) }, { type: 'string', format: 'binary' }] }, examples: EXAMPLES })
  @ApiResponse({ status: 201, type: ModelDto })
  @ApiProblems(400, 409, 413, 415, 503)
  async create(@Body() body: object, @Query() query: UploadQuery, @CurrentPrincipal() { subject }: Principal, @Headers('idempotency-key') key?: string): Promise<ModelDto> {
    return body instanceof RawBytes ? this.upload(body.bytes, query, subject, key) : this.register(body, query, subject);
  }

  private async upload(file: Uint8Array, query: UploadQuery, by: string, key: string | undefined): Promise<ModelDto> {
    if (file.length === 0) throw new AppError('body_missing', 'invalid', 'a body is wanted');
    const { model, version } = await this.uploadModel.execute(readUpload(query), file, by, key);
    const { name } = model;
    const [aliases, versions] = await Promise.all([this.registry.aliasesOf(name), this.registry.versions(name)]);
    return { ...presentModel({ ...model, aliases, latestVersion: versions[0]?.version ?? version }), version };
  }

  private async register(body: object, query: UploadQuery, by: string): Promise<ModelDto> {
    const [stray] = Object.keys(query);
    if (stray !== undefined) throw inputInvalid(stray, 'is for an uploaded file: of a model to be trained here the body tells all');
    const { hyperparameters = {}, trainingConfig = {}, ...rest } = (await JSON_BODY.transform(body, { type: 'body', metatype: RegisterModelDto })) as RegisterModelDto;
    return presentModel({ ...(await this.registerModel.execute({ ...rest, hyperparameters, trainingConfig }, by)), aliases: {}, latestVersion: null });
  }
}
