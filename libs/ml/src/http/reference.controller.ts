import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsArray } from 'class-validator';
import { AppError } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, BodyLimit } from '#platform/http';
import { GiveReference } from '../app/onnx/give-reference.js';
import { versionFrom } from './version-from.js';

const REFERENCE_BYTES = 32 * 1_048_576;

export class ReferenceDto {
  @ApiProperty({ type: 'array', items: {}, description: '100 to 10,000 rows such as it was trained on, as `predict` takes them', example: [[0.1, 3], { short_share: 0.9 }] }) @IsArray() instances!: unknown[];
}

export class ReferenceKeptDto {
  @ApiProperty({ example: 5000 }) rows!: number;
}

@ApiTags('models')
@Controller('api/models/:name/versions/:version/reference')
@Roles('admin')
export class ReferenceController {
  constructor(@Inject(GiveReference) private readonly giveReference: GiveReference) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(REFERENCE_BYTES)
  @ApiOperation({ summary: 'Tell what rows look like where all is well, for a version that was trained elsewhere', description: 'Drift is told against them from then on. Once for each version; those that were trained here have their training.' })
  @ApiParam({ name: 'name', example: 'churn' })
  @ApiParam({ name: 'version', example: '1' })
  @ApiOkResponse({ type: ReferenceKeptDto })
  @ApiProblems(400, 404, 409, 413, 503)
  async give(@Param('name') name: string, @Param('version') written: string, @Body() { instances }: ReferenceDto, @CurrentPrincipal() { subject }: Principal): Promise<ReferenceKeptDto> {
    const version = versionFrom(written);
    if (typeof version !== 'number') throw new AppError('input_invalid', 'invalid', 'the version is not valid', { errors: [{ path: 'version', message: 'must be the number of a version' }] });
    return { rows: await this.giveReference.execute({ name, version, instances, by: subject }) };
  }
}
