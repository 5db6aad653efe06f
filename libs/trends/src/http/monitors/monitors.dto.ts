import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { MayBeAbsent } from '#platform/http';
import { CONDITIONS, OPERATORS, TREND_METRICS, type Condition, type Threshold, type TrendMetric } from '../../core/index.js';

const WEEK_MINUTES = 10_080;
const DAY_MINUTES = 1440;
const GREATEST = 1e9;

export class ThresholdDto {
  @ApiProperty({ enum: OPERATORS, example: 'gt' })
  @IsIn(OPERATORS, { message: `operator must be one of ${OPERATORS.join(', ')}` })
  operator!: Threshold['operator'];

  @ApiProperty({ example: 20, description: 'Calls an hour, a share from 0 to 1, or seconds' })
  @IsNumber()
  @Min(-GREATEST)
  @Max(GREATEST)
  value!: number;
}

export class CreateMonitorDto {
  @ApiProperty({ enum: TREND_METRICS, example: 'calls' })
  @IsIn(TREND_METRICS, { message: `metric must be one of ${TREND_METRICS.join(', ')}` })
  metric!: TrendMetric;

  @ApiProperty({ enum: CONDITIONS, example: 'anomaly' })
  @IsIn(CONDITIONS, { message: `condition must be one of ${CONDITIONS.join(', ')}` })
  condition!: Condition;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, default: 0.5, description: 'False alerts a week that are put up with: 0.1 at 0, one at 0.5, ten at 1. Plays no part in `threshold`' })
  @MayBeAbsent()
  @IsNumber()
  @Min(0)
  @Max(1)
  sensitivity?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: DAY_MINUTES, default: 60, description: 'How often it is looked whether hours have closed' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(DAY_MINUTES)
  intervalMinutes?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: WEEK_MINUTES, default: 360, description: 'What stands out so soon after it last did belongs to the same alert; of `anomaly` and `forecast_breach` six hours at least, of `trend` a day' })
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(WEEK_MINUTES)
  cooldownMinutes?: number;

  @ApiPropertyOptional({ type: ThresholdDto, description: 'With the condition `threshold`, and with no other' })
  @MayBeAbsent()
  @IsObject({ message: 'threshold must be an object' })
  @ValidateNested()
  @Type(() => ThresholdDto)
  threshold?: ThresholdDto;
}

export class ChangeMonitorDto {
  @ApiProperty({ description: 'Hours that pass meanwhile are learnt from later, and never alert' })
  @IsBoolean()
  paused!: boolean;
}

export class MonitorDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: TREND_METRICS, example: 'calls' }) metric!: string;
  @ApiProperty({ enum: CONDITIONS, example: 'anomaly' }) condition!: string;
  @ApiProperty({ example: 0.5 }) sensitivity!: number;
  @ApiProperty({ example: 60 }) intervalMinutes!: number;
  @ApiProperty({ example: 360 }) cooldownMinutes!: number;
  @ApiProperty({ type: ThresholdDto, nullable: true }) threshold!: ThresholdDto | null;
  @ApiProperty() paused!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Hours from here on may alert' }) watchesFrom!: string;
  @ApiProperty({ format: 'date-time', description: 'Hours before this have been read' }) readUntil!: string;
}

export class MonitorsDto {
  @ApiProperty({ type: [MonitorDto] }) items!: MonitorDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
