import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { PUBLIC_HASH_BITS, PUBLIC_HASH_CONTEXT } from '#privacy';
import type { LookupList } from '../app/caller-lookup.js';
import { LookUp } from '../app/look-up.js';
import { bucketFrom, isBucket, MOST_BITS } from '../core/lookup/index.js';
import { LookupBucketDto, LookupListDto } from './lookup.dto.js';

/** The list changes once a night and whenever another model judges; who is taken off it must not stay blocked for long. */
const CACHE_CONTROL = 'private, max-age=3600';
const NOT_MODIFIED = 304;

const asOf = (list: LookupList | undefined): string | null => (list === undefined ? null : new Date(list.judgedMs).toISOString());

/** Whether one of the tags of an If-None-Match header (RFC 9110) is `tag`, weakly compared. */
function isKnown(header: string | undefined, tag: string): boolean {
  return header !== undefined && header.split(',').some((known) => ['*', tag].includes(known.trim().replace(/^W\//, '')));
}

@ApiTags('callers')
@Controller('api/callers/lookup')
@Roles('user', 'system')
@ApiHeader({ name: 'if-none-match', required: false, description: 'The ETag of an answer that is kept' })
@ApiNotModifiedResponse({ description: 'What is kept still holds' })
export class LookupController {
  constructor(@Inject(LookUp) private readonly lookUp: LookUp) {}

  @Get()
  @ApiOperation({ summary: 'How to look callers up without naming them', description: 'What to hash, and how many bits of it to send. See docs/lookup.md.' })
  @ApiOkResponse({ type: LookupListDto })
  async list(@Res({ passthrough: true }) reply: FastifyReply, @Headers('if-none-match') kept?: string): Promise<LookupListDto | undefined> {
    const list = await this.lookUp.list();
    if (this.isKept(reply, `"${versionOf(list)}"`, kept)) return undefined;
    return { algorithm: 'SHA-256', context: PUBLIC_HASH_CONTEXT, hashBits: PUBLIC_HASH_BITS, bits: list?.bits ?? 0, entries: list?.entries ?? 0, asOf: asOf(list) };
  }

  @Get(':prefix')
  @ApiOperation({
    summary: 'The suspicious numbers whose hash begins so',
    description: 'A device hashes a number, sends the first bits, and looks for the whole hash among the entries itself: the service does not learn which number it was. A number that is not listed may be anything.',
  })
  @ApiParam({ name: 'prefix', example: '3f8', description: 'Hexadecimal digits, as many as the bits fill; spare bits 0' })
  @ApiQuery({ name: 'bits', required: false, example: 9, schema: { type: 'integer', minimum: 0, maximum: MOST_BITS }, description: 'All of the prefix where left out' })
  @ApiOkResponse({ type: LookupBucketDto })
  @ApiProblems(400)
  async bucket(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('prefix') prefix: string,
    @Query('bits') bits?: string,
    @Headers('if-none-match') kept?: string,
  ): Promise<LookupBucketDto | undefined> {
    const asked = bucketFrom(prefix, bits);
    if (!isBucket(asked)) throw inputInvalid(asked.path, asked.message);
    const answer = await this.lookUp.execute(asked);
    if (this.isKept(reply, `"${versionOf(answer.list)}-${answer.prefix}-${answer.bits}"`, kept)) return undefined;
    return { prefix: answer.prefix, bits: answer.bits, entries: answer.entries, asOf: asOf(answer.list) };
  }

  private isKept(reply: FastifyReply, tag: string, kept: string | undefined): boolean {
    reply.header('etag', tag).header('cache-control', CACHE_CONTROL);
    if (!isKnown(kept, tag)) return false;
    reply.status(NOT_MODIFIED);
    return true;
  }
}

function versionOf(list: LookupList | undefined): string {
  return (list?.publishedMs ?? 0).toString(36);
}
