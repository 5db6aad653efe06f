import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const FIGURE = { type: Number, nullable: true } as const;
const VALUES: { type: [NumberConstructor]; example: number[] } = { type: [Number], example: [4.1, 3.2] };

export class ForecastModelDto {
  @ApiProperty({ description: '`ensemble` is what is served, `lstm` the network beside it, all else its members', example: 'profile-24x14-0.5' }) model!: string;
  @ApiProperty({ description: 'Series it forecast', example: 40 }) series!: number;
  @ApiProperty({ description: 'Series on which it weighs most', example: 12 }) serves!: number;
  @ApiProperty({ ...FIGURE, description: 'Its mean share in the forecasts', example: 0.21 }) meanWeight!: number | null;
  @ApiProperty({ ...FIGURE, description: 'Mean absolute error of the backtests that gave the weights, in calls an hour', example: 0.81 }) backtestMae!: number | null;
  @ApiProperty({ ...FIGURE, description: '… in each series’ own mean |y(t) − y(t−24)|', example: 0.74 }) backtestMase!: number | null;
  @ApiProperty({ ...FIGURE, description: 'Mean absolute error on the last hours, which no model had seen', example: 0.83 }) heldOutMae!: number | null;
  @ApiProperty({ ...FIGURE, example: 0.76 }) heldOutMase!: number | null;
  @ApiProperty({ example: 'weighs most on 12 of 40 series, by the smallest errors of their backtests' }) why!: string;
}

export class ForecasterPerformanceDto {
  @ApiProperty({ example: 'time_series_forecaster' }) model!: string;
  @ApiProperty({ ...FIGURE, description: 'Version of the `lstm` that was looked at; null where there is none, or it may have learnt from the hours to judge by', example: 2 }) version!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null before the first look' }) evaluatedAt!: string | null;
  @ApiProperty({ example: 48 }) horizonHours!: number;
  @ApiProperty({ description: 'Series that were forecast: hourly calls of the busiest users, 300 at most', example: 40 }) series!: number;
  @ApiProperty({ description: 'Series with too few hours for a forecast', example: 3 }) insufficientHistory!: number;
  @ApiProperty({ type: [ForecastModelDto], description: 'Those that serve most first' }) models!: readonly ForecastModelDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Why there is nothing to see, and what to do; null where there is something', example: null }) hint!: string | null;
}

export class EvaluationOrderedDto {
  @ApiProperty({ example: '0b54f6f4-5d3f-4a53-9d55-2f3f7d1b3c11' }) jobId!: string;
}

export class SeriesInstanceDto {
  @ApiProperty({ type: 'array', items: { type: 'number', nullable: true }, description: '1 to 4,000, the latest last; null is missing', example: [3, 4, null, 5] }) values!: (number | null)[];
  @ApiPropertyOptional({ type: [Number], description: 'Steps after which it repeats, ascending; [24, 168] unless given', example: [24, 168] }) seasons?: number[];
  @ApiPropertyOptional({ description: '1 to 336 steps; 48 unless given', example: 48 }) horizon?: number;
  @ApiPropertyOptional({ enum: ['partial', 'complete'], description: 'Counts are never negative; of a complete one what is missing is a zero. One that is mostly 0 or small is forecast by its mean, with whole numbers for bounds' }) count?: string;
  @ApiPropertyOptional({ description: 'Values lie from 0 to 1, and their forecast is their mean; else it is the median, but of counts that are mostly 0 or small. No share is a count' }) share?: boolean;
}

/** For the page of the API alone: series are read by hand. */
export class PredictSeriesDto {
  @ApiProperty({ type: [SeriesInstanceDto], description: '1 to 16' }) instances!: SeriesInstanceDto[];
}

export class ForecastMemberDto {
  @ApiProperty({ example: 'log-ar-24' }) model!: string;
  @ApiProperty({ description: 'Its share in the weighted median, of shares and sparse counts in the mean', example: 0.12 }) weight!: number;
  @ApiProperty({ description: 'Mean absolute error on the backtest', example: 1.8 }) backtestMae!: number;
}

export class CountTotalDto {
  @ApiProperty({ example: 16.6, description: 'The expected sum' }) value!: number;
  @ApiProperty({ example: 11 }) lower80!: number;
  @ApiProperty({ example: 22 }) upper80!: number;
  @ApiProperty({ example: 9 }) lower95!: number;
  @ApiProperty({ example: 26 }) upper95!: number;
}

export class SeriesForecastDto {
  @ApiProperty({ enum: ['forecast', 'insufficient_history'], description: '`insufficient_history` with fewer than 24 known values; then it holds nothing else' }) kind!: string;
  @ApiPropertyOptional(VALUES) point?: number[];
  @ApiPropertyOptional(VALUES) lower80?: number[];
  @ApiPropertyOptional(VALUES) upper80?: number[];
  @ApiPropertyOptional(VALUES) lower95?: number[];
  @ApiPropertyOptional(VALUES) upper95?: number[];
  @ApiPropertyOptional({ type: CountTotalDto, description: 'What all steps come to; of counts alone that are mostly 0 or small' }) total?: CountTotalDto;
  @ApiPropertyOptional({ type: [ForecastMemberDto], description: 'What it rests on, those that weigh most first' }) members?: ForecastMemberDto[];
}

export class SeriesForecastsDto {
  @ApiProperty({ example: 'time_series_forecaster' }) model!: string;
  @ApiProperty({ type: [SeriesForecastDto] }) predictions!: SeriesForecastDto[];
}
