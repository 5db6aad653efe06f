import { ApiProperty } from '@nestjs/swagger';

const NUMBER = { type: Number, nullable: true } as const;
const INSTANT = { type: String, format: 'date-time', nullable: true } as const;

export class LabelItemDto {
  @ApiProperty({ description: 'What the prediction was served under', example: 'call-1' }) id!: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }], description: 'One of the classes, a number for a regression, true for an anomaly and false for none', example: 'spam' }) label!: string | number | boolean;
}

/** For the page of the API alone: labels are read by hand. */
export class LabelsDto {
  @ApiProperty({ type: [LabelItemDto], description: '1 to 1,000' }) items!: LabelItemDto[];
}

export class LabelledDto {
  @ApiProperty({ description: 'References whose predictions were labelled', example: 1 }) labelled!: number;
  @ApiProperty({ type: [String], description: 'References under which the model served nothing', example: [] }) unknown!: readonly string[];
}

export class WindowDto {
  @ApiProperty(INSTANT) from!: string | null;
  @ApiProperty(INSTANT) to!: string | null;
}

export class WatchedFeatureDto {
  @ApiProperty({ example: 'short_share' }) feature!: string;
  @ApiProperty({ ...NUMBER, description: 'Population stability index against training', example: 0.04 }) psi!: number | null;
  @ApiProperty({ description: 'Live rows it was told by', example: 2000 }) rows!: number;
}

export class SampleDifferenceDto {
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.03 }) statistic!: number;
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.4 }) pValue!: number;
}

export class WatchedScoreDto {
  @ApiProperty({ ...NUMBER, example: 0.02 }) psi!: number | null;
  @ApiProperty({ type: SampleDifferenceDto, nullable: true, description: 'Kolmogorov-Smirnov test against scores of rows kept from the model' }) ks!: SampleDifferenceDto | null;
}

export class DriftDto {
  @ApiProperty({ type: [WatchedFeatureDto] }) features!: readonly WatchedFeatureDto[];
  @ApiProperty({ type: WatchedScoreDto }) score!: WatchedScoreDto;
}

export class FindingDto {
  @ApiProperty({ enum: ['feature_drift', 'score_drift', 'performance'] }) kind!: string;
  @ApiProperty({ description: 'The feature that drifted, `psi` or `ks` of the score, or the figure that fell', example: 'short_share' }) subject!: string;
  @ApiProperty({ example: 0.41 }) value!: number;
  @ApiProperty({ example: 0.25 }) threshold!: number;
}

export class PerformanceDto {
  @ApiProperty({ example: 'spam_classifier' }) model!: string;
  @ApiProperty({ example: 3 }) version!: number;
  @ApiProperty({ description: 'Latest predictions that drift is told by, 2,000 at most', example: 2000 }) servedRows!: number;
  @ApiProperty({ description: 'Latest predictions whose truth is known, 5,000 at most', example: 412 }) labelledRows!: number;
  @ApiProperty({ type: WindowDto, description: 'When the first and the last of these were served' }) window!: WindowDto;
  @ApiProperty({ type: Object, description: 'By name { value, low, high } at 95 %, or null where the rows cannot tell', example: { auc: { value: 0.93, low: 0.91, high: 0.95 }, precision: null } }) metrics!: object;
  @ApiProperty({ type: DriftDto }) drift!: DriftDto;
  @ApiProperty({ type: [FindingDto], description: 'What should not be so' }) alerts!: readonly FindingDto[];
}
