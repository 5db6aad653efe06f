import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { TagVersion } from '../app/tag-version.js';
import { SetTagsDto, TagsDto } from './models.dto.js';
import { versionFrom } from './version-from.js';

@ApiTags('models')
@Controller('api/models/:name/versions/:version/tags')
@Roles('admin')
export class TagsController {
  constructor(@Inject(TagVersion) private readonly tagVersion: TagVersion) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Write on a version, or take off it, without changing it' })
  @ApiParam({ name: 'name', example: 'spam_classifier' })
  @ApiParam({ name: 'version', example: '3' })
  @ApiOkResponse({ type: TagsDto })
  @ApiProblems(400, 404)
  async setTags(@Param('name') name: string, @Param('version') written: string, @Body() { tags }: SetTagsDto, @CurrentPrincipal() { subject }: Principal): Promise<TagsDto> {
    const version = versionFrom(written);
    if (typeof version !== 'number') throw new AppError('input_invalid', 'invalid', 'the version is not valid', { errors: [{ path: 'version', message: 'must be the number of a version' }] });
    return { tags: await this.tagVersion.execute({ name, version, tags, by: subject }) };
  }
}
