import { Body, Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, BodyLimit } from '#platform/http';
import { Predict } from '../app/predict.js';
import { AnswerDto, PredictDto } from './models.dto.js';
import { versionFrom } from './version-from.js';

const PREDICTION_BYTES = 32 * 1_048_576;
const CHAMPION = 'champion';

function flagFrom(name: string, written: string | undefined): boolean {
  if (written === undefined || written === 'false') return false;
  if (written === 'true') return true;
  throw inputInvalid(name, 'must be true or false');
}

@ApiTags('models')
@Controller('api/models/:name/predict')
@Roles('system')
export class PredictController {
  constructor(@Inject(Predict) private readonly predict: Predict) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(PREDICTION_BYTES)
  @ApiOperation({ summary: 'What the champion, or another version, says of up to 10,000 instances', description: 'Models of `user_at_call`, such as `behavior_predictor`, also take up to 100 `entities` in place of instances: users and the numbers that call them.' })
  @ApiParam({ name: 'name', example: 'spam_classifier' })
  @ApiQuery({ name: 'version', required: false, description: 'A version or an alias; `champion` where left out' })
  @ApiQuery({ name: 'explain', required: false, description: 'Each feature’s part in the raw score, for up to 100 instances', enum: ['true', 'false'] })
  @ApiBody({ type: PredictDto })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(400, 404, 409)
  execute(@Param('name') name: string, @Body() body: unknown, @Query('version') version = CHAMPION, @Query('explain') explain?: string): Promise<AnswerDto> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw inputInvalid('', 'must be an object');
    const { instances, entities, ids, ...rest } = body as Record<string, unknown>;
    const stray = Object.keys(rest)[0];
    if (stray !== undefined) throw inputInvalid(stray.slice(0, 128), 'is not known here');
    if (instances !== undefined && entities !== undefined) throw inputInvalid('entities', 'must not be given beside instances');
    return this.predict.execute(name, { instances, entities, ids, versionOrAlias: versionFrom(version), explain: flagFrom('explain', explain) });
  }
}
