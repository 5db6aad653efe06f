import { ApiProperty } from '@nestjs/swagger';
import { CONDITIONS, TREND_METRICS } from '../../core/index.js';

export const ALERT_STATES = ['open', 'closed'] as const;

export class PeakDto {
  @ApiProperty({ format: 'date-time', description: 'Beginning of the hour that stood out most' }) at!: string;
  @ApiProperty({ example: 41, description: 'Its value; of a trend the mean of its last day' }) value!: number;
  @ApiProperty({ type: Number, nullable: true, example: 23.5, description: 'What it was held against: the threshold, or the end of the forecast’s interval' }) bound!: number | null;
}

export class ContributionDto {
  @ApiProperty({ example: 'season', description: '`range`, `level`, `value`, `shape`, `season` of an anomaly; else `above_threshold`, `below_threshold`, `rising`, `falling`, `above_forecast`, `below_forecast`' }) part!: string;
  @ApiProperty({ example: 0.4, description: 'All add up to 1' }) share!: number;
}

export class AlertDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) monitorId!: string;
  @ApiProperty({ enum: TREND_METRICS, example: 'calls' }) metric!: string;
  @ApiProperty({ enum: CONDITIONS, example: 'anomaly' }) condition!: string;
  @ApiProperty({ enum: ALERT_STATES, example: 'open' }) state!: string;
  @ApiProperty({ format: 'date-time', description: 'Beginning of its first hour' }) openedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Beginning of the last hour that stood out' }) lastAt!: string;
  @ApiProperty({ example: 3, description: 'Hours that stood out; of a trend days' }) values!: number;
  @ApiProperty() peak!: PeakDto;
  @ApiProperty({ type: [ContributionDto] }) contributions!: ContributionDto[];
  @ApiProperty({ format: 'date-time', description: 'When it was found out' }) raisedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) acknowledgedAt!: string | null;
}

export class AlertsDto {
  @ApiProperty({ type: [AlertDto] }) items!: AlertDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
