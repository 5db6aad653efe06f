import { ApiProperty } from '@nestjs/swagger';
import { PERIOD_NAMES, USUAL } from '../app/trend-question.js';
import { TREND_METRICS } from '../core/index.js';

const number = (example: number) => ({ nullable: true, type: Number, example }) as const;

/** Query values are texts; the controller reads them, so that each fault names its field. */
export interface TrendQuery {
  readonly metric?: string;
  readonly period?: string;
  readonly forecastHorizon?: string;
  readonly seasonalityThreshold?: string;
  readonly anomalyThreshold?: string;
  readonly asOf?: string;
}

export class ChangePointDto {
  @ApiProperty({ format: 'date-time', description: 'First hour on the new level' }) timestamp!: string;
  @ApiProperty({ example: 2.1, description: 'Hourly level before it, without the rhythm' }) before!: number;
  @ApiProperty({ example: 3.4 }) after!: number;
}

export class SeasonalityDto {
  @ApiProperty({ example: 24 }) periodHours!: number;
  @ApiProperty({ example: 0.71 }) strength!: number;
  @ApiProperty({ description: 'At least `seasonalityThreshold`, and no play of chance' }) significant!: boolean;
}

export class TrendAnomalyDto {
  @ApiProperty({ format: 'date-time' }) timestamp!: string;
  @ApiProperty({ example: 11 }) value!: number;
  @ApiProperty({ example: 2.4 }) expected!: number;
  @ApiProperty({ example: 6.2, description: 'Robust standard deviations above, or below, what was expected' }) score!: number;
}

export class TrendPointDto {
  @ApiProperty({ format: 'date-time', description: 'Start of the hour' }) timestamp!: string;
  @ApiProperty({ ...number(3), description: 'Null for a share or mean of no calls' }) value!: number | null;
}

export class ForecastPointDto {
  @ApiProperty({ format: 'date-time' }) timestamp!: string;
  @ApiProperty({ example: 2.8 }) value!: number;
  @ApiProperty({ example: 0.4, description: '95 % interval' }) lower!: number;
  @ApiProperty({ example: 5.6 }) upper!: number;
  @ApiProperty({ example: 1.2, description: '80 % interval' }) lower80!: number;
  @ApiProperty({ example: 4.5 }) upper80!: number;
}

export class ForecastTotalDto {
  @ApiProperty({ example: 16.6, description: 'The expected sum of the points' }) value!: number;
  @ApiProperty({ example: 9, description: '95 % interval' }) lower!: number;
  @ApiProperty({ example: 26 }) upper!: number;
  @ApiProperty({ example: 11, description: '80 % interval' }) lower80!: number;
  @ApiProperty({ example: 22 }) upper80!: number;
}

export class TrendForecastDto {
  @ApiProperty({ example: USUAL.forecastHorizon }) horizonHours!: number;
  @ApiProperty({ type: String, nullable: true, example: 'smoothing', description: 'The method that weighs most; null with under 24 hours known, and then no points' }) model!: string | null;
  @ApiProperty({ type: [ForecastPointDto] }) points!: ForecastPointDto[];
  @ApiProperty({ type: ForecastTotalDto, nullable: true, description: 'Of calls whose hours are mostly 0 or small; else null, as bounds do not add up' }) total!: ForecastTotalDto | null;
}

export class TrendTextDto {
  @ApiProperty({ example: 'Calls are rising by 0.4 a day.' }) en!: string;
  @ApiProperty({ example: '来电每天增加 0.4 次。' }) 'zh-CN'!: string;
}

export class TrendSummaryDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty({ enum: TREND_METRICS }) metric!: string;
  @ApiProperty({ enum: PERIOD_NAMES }) period!: string;
  @ApiProperty({ example: 'Asia/Shanghai', description: 'On whose clock the days run' }) timezone!: string;
  @ApiProperty({ enum: ['rising', 'falling', 'stable', 'insufficient_history'] }) direction!: string;
  @ApiProperty({ ...number(0.05), description: 'Change of the hourly value a day' }) slopePerDay!: number | null;
  @ApiProperty(number(0.01)) pValue!: number | null;
  @ApiProperty({ type: [ChangePointDto] }) changePoints!: ChangePointDto[];
  @ApiProperty({ type: [SeasonalityDto] }) seasonality!: SeasonalityDto[];
  @ApiProperty({ type: [TrendAnomalyDto], description: 'In the order of time, at most the latest 100' }) anomalies!: TrendAnomalyDto[];
  @ApiProperty() forecast!: TrendForecastDto;
  @ApiProperty({ type: [TrendPointDto], description: 'Every hour of the period that was watched: from the first event on, full hours only' }) points!: TrendPointDto[];
  @ApiProperty() text!: TrendTextDto;
  @ApiProperty({ format: 'date-time', description: 'Where the period ends' }) asOf!: string;
}
