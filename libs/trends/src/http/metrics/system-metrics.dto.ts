import { ApiProperty } from '@nestjs/swagger';
import { METRIC_STATISTICS } from '../../core/metrics/metric-statistic.js';

export class MetricPointDto {
  @ApiProperty({ format: 'date-time', description: 'When the step begins' }) timestamp!: string;
  @ApiProperty({ example: 240, description: 'Values told in the step' }) count!: number;
  @ApiProperty({ example: 8640.5 }) sum!: number;
  @ApiProperty({ example: 36 }) mean!: number;
  @ApiProperty({ example: 4 }) min!: number;
  @ApiProperty({ example: 220 }) max!: number;
  @ApiProperty({ example: 31.2, description: 'To within 2.5 %' }) p50!: number;
  @ApiProperty({ example: 88.1, description: 'To within 2.5 %' }) p95!: number;
}

export class MetricAnomalyDto {
  @ApiProperty({ enum: METRIC_STATISTICS, description: 'What is watched: of latencies p95, of errors the sum, of shares of errors the mean' }) statistic!: string;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'End of the last quarter hour that stood out' }) to!: string;
  @ApiProperty({ example: 910.4, description: 'The highest of them' }) value!: number;
  @ApiProperty({ example: 84, description: 'The median of the latest 1,000 quarter hours' }) usual!: number;
  @ApiProperty({ example: 3 }) quarterHours!: number;
}

export class MetricSeriesDto {
  @ApiProperty({ example: 'http_request_duration_ms' }) name!: string;
  @ApiProperty({ nullable: true, type: 'object', additionalProperties: { type: 'string' }, example: { route: '/api/profiles' }, description: 'null: all series beyond the 200 that are kept apart of a name' }) labels!: Readonly<Record<string, string>> | null;
  @ApiProperty({ type: [MetricPointDto], description: 'Steps in which nothing was told are left out' }) points!: readonly MetricPointDto[];
  @ApiProperty({ type: [MetricAnomalyDto] }) anomalies!: readonly MetricAnomalyDto[];
}

export class MetricSeriesPageDto {
  @ApiProperty({ type: [MetricSeriesDto] }) items!: readonly MetricSeriesDto[];
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ enum: [15, 60, 360], example: 15 }) stepMinutes!: number;
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
}
