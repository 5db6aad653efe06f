import { Body, Controller, Delete, Get, Module, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { IsInt, IsString } from 'class-validator';
import { AppError } from '#kernel';
import { CurrentPrincipal, Open, Roles, requireSelf, signToken, type Principal, type TokenSpec } from '#platform/auth';
import { readConfig, type Settings } from '#platform/config';
import { Logger, currentRequest } from '#platform/logging';
import { ApiProblems } from './api-problems.decorator.js';
import { createHttpApp, type HttpAppOptions } from './create-http-app.js';
import { setupOpenApi } from './open-api.js';
import { MayBeAbsent } from './may-be-absent.decorator.js';
import { BodyLimit, RawBody, RawBytes, ReadsRaw } from './raw-body.decorator.js';

export const SECRET = 'a-secret-of-more-than-thirty-two-characters';

class NoteDto {
  @IsString()
  text!: string;

  @IsInt()
  @MayBeAbsent()
  stars?: number;
}

class PageDto {
  @IsString()
  @MayBeAbsent()
  cursor?: string;
}

/** Kept open by a test, to see what happens to a request in flight. */
export const gate = { opened: Promise.resolve(), open: (): void => undefined, entered: (): void => undefined };

/** From now on `slow` waits for `gate.open()`; resolves once a request waits there. */
export function closeGate(): Promise<void> {
  gate.opened = new Promise((resolve) => (gate.open = resolve));
  return new Promise((resolve) => (gate.entered = resolve));
}

@Controller('api/things')
@Roles('user')
class ThingsController {
  @Get('open')
  @Open()
  open(): object {
    return { open: true };
  }

  @Get('context')
  async context(): Promise<object> {
    await new Promise((resolve) => setImmediate(resolve));
    return { ...currentRequest() };
  }

  @Get('principal')
  principal(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('admin')
  @Roles('admin')
  admin(): object {
    return { admin: true };
  }

  @Get('sibling')
  @Roles('system')
  sibling(): object {
    return { sibling: true };
  }

  @Get('slow')
  async slow(): Promise<object> {
    gate.entered();
    await gate.opened;
    return { slow: true };
  }

  @Get('by-hand')
  byHand(@Req() request: FastifyRequest): object {
    return { current: currentRequest() ?? null, own: request.requestContext };
  }

  @Get('page')
  page(@Query() query: PageDto): PageDto {
    return query;
  }

  @Get('fails/:how')
  fails(@Param('how') how: string): never {
    if (how === 'unavailable') throw new AppError('store_away', 'unavailable', 'the store is away', { retryAfterSeconds: 3 });
    if (how === 'conflict') throw new AppError('name_taken', 'conflict', 'the name is taken');
    if (how === 'number') throw new Error('no row for +8613800138000');
    throw new AppError('thing_unknown', 'not-found', 'no such thing');
  }

  @Get('of/:userId')
  of(@CurrentPrincipal() principal: Principal, @Param('userId') userId: string): object {
    requireSelf(principal, userId);
    return { userId };
  }

  @Post('notes')
  @ApiOperation({ summary: 'Keeps a note', description: 'For a while.' })
  @ApiProblems(400, 415)
  note(@Body() note: NoteDto): NoteDto {
    return note;
  }

  @Post('loose')
  @BodyLimit(64)
  loose(@Body() body: object): object {
    return { body };
  }

  @Post('raw')
  @ReadsRaw('application/json', 'application/x-ndjson')
  raw(@RawBody() body: RawBytes): object {
    return { mediaType: body.mediaType, hex: body.bytes.toString('hex') };
  }

  @Delete(':id')
  remove(@Param('id') id: string): object {
    return { id };
  }
}

@Module({ controllers: [ThingsController] })
export class ThingsModule {}

export function tinySettings(variables: Readonly<Record<string, string>> = {}): Settings {
  const { env, sections } = readConfig({ RATE_LIMIT_MAX: '100000', ...variables }, {});
  return { env, sections, secrets: { jwtSecret: SECRET, dataEncryptionKey: SECRET }, databaseUrl: '' };
}

export interface TinyApp {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  readonly lines: string[];
  stop(): Promise<void>;
}

/** The things above behind the real bootstrap on a free port, its log lines kept. */
export async function startTinyApp(options: Partial<HttpAppOptions> = {}): Promise<TinyApp> {
  const lines: string[] = [];
  const logger = new Logger({ level: 'debug', write: (line) => lines.push(line) });
  const app = await createHttpApp(ThingsModule, { settings: tinySettings(), logger, ...options });
  setupOpenApi(app, { title: 'Things', description: 'Things for tests.', version: '1.0.0' });
  await app.listen({ port: 0, host: '127.0.0.1' });
  // Answers that a test didn't read to their end hold their connections, and a server waits for those.
  const stop = (): Promise<void> => {
    app.getHttpServer().closeAllConnections();
    return app.close();
  };
  return { app, origin: await app.getUrl(), lines, stop };
}

export function tokenFor(subject: string, role: TokenSpec['role'] = 'user'): Promise<string> {
  return signToken({ secret: SECRET, issuer: 'ai-answer-ninja', audience: 'ai-answer-ninja-users', subject, role, expiresInSeconds: 600 });
}
