import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, IsObject, IsString, Length, Max, Min } from 'class-validator';
import { FreeText, MayBeAbsent } from '#platform/http';
import { RULE_EVENTS, RULE_FACETS } from '../../app/alerts/check-rule.js';
import { AGGREGATIONS, RULE_OPERATORS, SEVERITIES, type Aggregation, type RuleOperator, type Severity } from '../../core/index.js';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 10_080;
const GREATEST = 1e12;

export class CreateAlertRuleDto {
  @ApiProperty({ example: 'Many missed calls' })
  @FreeText(120)
  name!: string;

  @ApiProperty({ enum: ['metric', 'event'], example: 'metric' })
  @IsIn(['metric', 'event'], { message: 'on must be one of metric, event' })
  on!: 'metric' | 'event';

  @ApiPropertyOptional({ example: 'user.missed', description: 'With `on: metric`: a name of `GET /api/alerts/metrics`' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  metric?: string;

  @ApiPropertyOptional({ example: 'security', enum: RULE_EVENTS, description: 'With `on: event`' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  event?: string;

  @ApiProperty({ enum: RULE_OPERATORS, example: 'gt' })
  @IsIn(RULE_OPERATORS, { message: `operator must be one of ${RULE_OPERATORS.join(', ')}` })
  operator!: RuleOperator;

  @ApiProperty({ example: 10 })
  @IsNumber()
  @Min(-GREATEST)
  @Max(GREATEST)
  threshold!: number;

  @ApiProperty({ minimum: 1, maximum: DAY_MINUTES, example: 60, description: 'Length of the window; of a metric a whole number of its steps, of events at most 240' })
  @IsInt()
  @Min(1)
  @Max(DAY_MINUTES)
  durationMinutes!: number;

  @ApiProperty({ enum: AGGREGATIONS, example: 'sum', description: 'Of the values in the window. Of events all but `count` are over the seconds of calls or the value of metrics' })
  @IsIn(AGGREGATIONS, { message: `aggregation must be one of ${AGGREGATIONS.join(', ')}` })
  aggregation!: Aggregation;

  @ApiPropertyOptional({ minimum: 0, maximum: WEEK_MINUTES, default: 60, description: 'What holds again so soon after its incident ended opens none' })
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(WEEK_MINUTES)
  cooldownMinutes?: number;

  @ApiPropertyOptional({ enum: SEVERITIES, default: 'medium' })
  @MayBeAbsent()
  @IsIn(SEVERITIES, { message: `severity must be one of ${SEVERITIES.join(', ')}` })
  severity?: Severity;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, example: { severity: 'high' }, description: `Of events: ${RULE_FACETS.join(', ')}` })
  @MayBeAbsent()
  @IsObject()
  filter?: Record<string, string>;

  @ApiPropertyOptional({ enum: ['own', 'platform'], default: 'own', description: '`platform`: over everybody; admins alone' })
  @MayBeAbsent()
  @IsIn(['own', 'platform'], { message: 'scope must be one of own, platform' })
  scope?: 'own' | 'platform';
}

export class ChangeAlertRuleDto extends PartialType(CreateAlertRuleDto, { skipNullProperties: false }) {
  @ApiPropertyOptional({ description: 'false: it is not looked at; its incident ends' })
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;
}

export class AlertRuleDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'Many missed calls' }) name!: string;
  @ApiProperty({ enum: ['own', 'platform'] }) scope!: string;
  @ApiProperty({ enum: ['metric', 'event'] }) on!: string;
  @ApiProperty({ type: String, nullable: true, example: 'user.missed' }) metric!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) event!: string | null;
  @ApiProperty({ enum: RULE_OPERATORS }) operator!: string;
  @ApiProperty({ example: 10 }) threshold!: number;
  @ApiProperty({ example: 60 }) durationMinutes!: number;
  @ApiProperty({ enum: AGGREGATIONS }) aggregation!: string;
  @ApiProperty({ example: 60 }) cooldownMinutes!: number;
  @ApiProperty({ enum: SEVERITIES }) severity!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) filter!: Record<string, string>;
  @ApiProperty() enabled!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class AlertRulesDto {
  @ApiProperty({ type: [AlertRuleDto] }) items!: AlertRuleDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RuleMetricDto {
  @ApiProperty({ example: 'user.missed' }) name!: string;
  @ApiProperty({ enum: ['user', 'platform'] }) scope!: string;
  @ApiProperty({ example: 15, description: 'Minutes one value stands for' }) stepMinutes!: number;
  @ApiProperty({ example: 'Missed calls' }) text!: string;
}

export class RuleMetricsDto {
  @ApiProperty({ type: [RuleMetricDto] }) items!: RuleMetricDto[];
}
