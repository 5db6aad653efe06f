import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult, type HealthIndicatorResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Open } from '#platform/auth';
import { ApiProblems, DrainState } from '#platform/http';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';

const CHECK_TIMEOUT_MS = 3000;

const timeout = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), CHECK_TIMEOUT_MS).unref();
  });

@ApiTags('health')
@Controller('health')
@Open()
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly service: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(DrainState) private readonly drainState: DrainState,
    @Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[],
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs' })
  @ApiOkResponse()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether requests are served', description: '503 while starting, stopping, or while something it needs is down; the answer says what.' })
  @ApiOkResponse()
  @ApiProblems(503)
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthCheckResult> {
    return this.state(reply);
  }

  @Get()
  @ApiOperation({ summary: 'The same as /health/ready' })
  @ApiOkResponse()
  @ApiProblems(503)
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthCheckResult> {
    return this.state(reply);
  }

  private async state(reply: FastifyReply): Promise<HealthCheckResult> {
    try {
      return await this.service.check([() => this.accepting(), ...this.checks.map((check) => this.indicator(check))]);
    } catch (error) {
      void reply.status(503);
      return (error as { getResponse(): HealthCheckResult }).getResponse();
    }
  }

  private accepting(): HealthIndicatorResult {
    const indicator = this.indicators.check('accepting');
    return this.drainState.draining ? indicator.down('the process is stopping') : indicator.up();
  }

  private indicator({ name, check, needed = true }: ReadinessCheck): () => Promise<HealthIndicatorResult> {
    return async () => {
      const indicator = this.indicators.check(name);
      try {
        const fault = await Promise.race([check(), timeout()]);
        if (fault === undefined) return indicator.up();
        return needed ? indicator.down(fault) : indicator.up({ degraded: fault });
      } catch {
        // What the driver says may hold addresses; the log has it.
        return indicator.down('does not answer');
      }
    };
  }
}
