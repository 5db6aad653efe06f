import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { checkRule } from '../../app/alerts/check-rule.js';
import { ruleKey } from '../../app/alerts/evaluate-rules.js';
import { Incidents } from '../../app/alerts/incidents.js';
import { AlertRules, RuleSources } from '../../app/alerts/rule-series.js';
import { IdempotentActs } from '../../app/idempotent-acts.js';
import { PLATFORM_USER, type AlertRule } from '../../core/index.js';
import { invalid, isPlaceOf, isUuid, unknownRule } from '../faults.js';
import { AlertRuleDto, AlertRulesDto, ChangeAlertRuleDto, CreateAlertRuleDto, RuleMetricsDto } from './rules.dto.js';

const PAGE = 50;
const MOST_RULES = 50;
const COOLDOWN_MINUTES = 60;
const isPlace = isPlaceOf('createdMs');

function presentRule({ id, userId, name, on, subject, operator, threshold, durationMinutes, aggregation, cooldownMinutes, severity, filter, isEnabled, createdMs }: AlertRule): AlertRuleDto {
  return {
    id, name, scope: userId === PLATFORM_USER ? 'platform' : 'own', on, metric: on === 'metric' ? subject : null, event: on === 'event' ? subject : null, operator, threshold, durationMinutes,
    aggregation, cooldownMinutes, severity, filter: { ...filter }, enabled: isEnabled, createdAt: new Date(createdMs).toISOString(),
  };
}

function subjectOf({ on, metric, event }: Pick<CreateAlertRuleDto, 'on' | 'metric' | 'event'>): string {
  const [wanted, other] = on === 'metric' ? ([metric, event] as const) : ([event, metric] as const);
  if (wanted === undefined) throw invalid(on, `is needed with on: ${on}`);
  if (other !== undefined) throw invalid(on === 'metric' ? 'event' : 'metric', `does not go with on: ${on}`);
  return wanted;
}

@ApiTags('alerts')
@Controller('api/alerts')
@Roles('user')
export class RulesController {
  constructor(
    @Inject(AlertRules) private readonly rules: AlertRules,
    @Inject(RuleSources) private readonly sources: RuleSources,
    @Inject(Incidents) private readonly incidents: Incidents,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(IdempotentActs) private readonly acts: IdempotentActs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('metrics')
  @ApiOperation({ summary: 'Metrics that rules may be over' })
  @ApiOkResponse({ type: RuleMetricsDto })
  metrics(): RuleMetricsDto {
    return { items: [...this.sources.metrics] };
  }

  @Post('rules')
  @ApiOperation({ summary: 'Have a condition looked at every minute', description: "What holds opens an incident, and ends it when it holds no more. Over the user's own data; an admin's may be over the platform. At most 50." })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiCreatedResponse({ type: AlertRuleDto })
  @ApiProblems(400, 403, 409)
  async add(@Body() body: CreateAlertRuleDto, @CurrentPrincipal() principal: Principal, @Headers('idempotency-key') key?: string): Promise<AlertRuleDto> {
    const isPlatform = this.isPlatform(body.scope, principal);
    const { name, on, operator, threshold, durationMinutes, aggregation } = body;
    const draft = {
      name, on, operator, threshold, durationMinutes, aggregation, subject: subjectOf(body), cooldownMinutes: body.cooldownMinutes ?? COOLDOWN_MINUTES, severity: body.severity ?? 'medium',
      filter: body.filter ?? {}, isEnabled: true,
    };
    checkRule(draft, isPlatform, this.sources);
    const act = this.acts.idOf(key, ['alert-rule', principal.subject]);
    await this.acts.claim(act, JSON.stringify([draft, isPlatform]));
    const [own] = isPlatform ? [PLATFORM_USER] : await this.identities.registerUsers([principal.subject]);
    const rule: AlertRule = { ...draft, id: act ?? randomUUID(), userId: own as number, createdMs: this.clock.now() };
    if (!(await this.rules.add(rule, MOST_RULES))) throw new AppError('rules_full', 'conflict', `at most ${MOST_RULES} rules are kept: delete one first`);
    return presentRule((await this.rules.find(rule.userId, rule.id)) ?? rule);
  }

  @Get('rules')
  @ApiOperation({ summary: 'Rules, the oldest first' })
  @ApiQuery({ name: 'scope', required: false, enum: ['own', 'platform'], description: 'own where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: AlertRulesDto })
  @ApiProblems(400, 403)
  async list(@CurrentPrincipal() principal: Principal, @Query('scope') scope?: string, @Query('cursor') cursor?: string): Promise<AlertRulesDto> {
    if (scope !== undefined && scope !== 'own' && scope !== 'platform') throw invalid('scope', 'must be one of own, platform');
    const owner = this.isPlatform(scope, principal) ? PLATFORM_USER : await this.identities.findUser(principal.subject);
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace);
    const found = owner === undefined ? [] : await this.rules.list(owner, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentRule), nextCursor: found.length > PAGE && last ? encodeCursor({ createdMs: last.createdMs, id: last.id }) : null };
  }

  @Get('rules/:id')
  @ApiOperation({ summary: 'One rule' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AlertRuleDto })
  @ApiProblems(404)
  async get(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<AlertRuleDto> {
    return presentRule(await this.known(id, principal));
  }

  @Patch('rules/:id')
  @ApiOperation({ summary: 'Change a rule, or switch it off', description: 'What is left out stays. Its scope cannot change.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AlertRuleDto })
  @ApiProblems(400, 404)
  async change(@Param('id') id: string, @Body() { scope, metric, event, enabled, ...body }: ChangeAlertRuleDto, @CurrentPrincipal() principal: Principal): Promise<AlertRuleDto> {
    const known = await this.known(id, principal);
    const isPlatform = known.userId === PLATFORM_USER;
    if (scope !== undefined && (scope === 'platform') !== isPlatform) throw invalid('scope', 'cannot be changed: make another rule');
    const on = body.on ?? known.on;
    const isNamed = metric !== undefined || event !== undefined || on !== known.on;
    const subject = isNamed ? subjectOf({ on, ...(metric !== undefined && { metric }), ...(event !== undefined && { event }) }) : known.subject;
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const rule: AlertRule = { ...known, ...given, on, subject, isEnabled: enabled ?? known.isEnabled };
    checkRule(rule, isPlatform, this.sources);
    if (!(await this.rules.put(rule))) throw unknownRule();
    if (!rule.isEnabled) await this.incidents.settle({ userId: rule.userId, key: ruleKey(id) });
    return presentRule(rule);
  }

  @Delete('rules/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a rule', description: 'Its incident ends.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async remove(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    const { userId } = await this.known(id, principal);
    if (!(await this.rules.remove(userId, id))) throw unknownRule();
    await this.incidents.settle({ userId, key: ruleKey(id) });
  }

  /** @throws AppError `rule_unknown` */
  private async known(id: string, { role, subject }: Principal): Promise<AlertRule> {
    if (!isUuid(id)) throw unknownRule();
    const own = await this.identities.findUser(subject);
    const rule = (own === undefined ? undefined : await this.rules.find(own, id)) ?? (role === 'admin' ? await this.rules.find(PLATFORM_USER, id) : undefined);
    if (rule === undefined) throw unknownRule();
    return rule;
  }

  /** @throws AppError `forbidden_scope` */
  private isPlatform(scope: string | undefined, { role }: Principal): boolean {
    if (scope === 'platform' && role !== 'admin') throw new AppError('forbidden_scope', 'forbidden', 'only admins have rules over the platform');
    return scope === 'platform';
  }
}
