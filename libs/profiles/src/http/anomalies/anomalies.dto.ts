import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsString, ValidateIf } from 'class-validator';
import { STATES } from '../../core/anomalies/anomaly-acts.js';
import { SENSITIVITIES, type Sensitivity } from '../../core/anomalies/anomaly-settings.js';
import { FEATURES, type Feature } from '../../core/anomalies/behaviour-features.js';
import { SEVERITIES, type Severity } from '../../core/anomalies/day-finding.js';

const SOURCES = ['day', 'monitor'] as const;

export class AnomalyEvidenceDto {
  @ApiProperty({ example: 'nightShare', description: `Of a day one of ${FEATURES.join(', ')}; of a monitor its metric and the part that found it, such as calls.season` }) feature!: string;
  @ApiProperty({ type: Number, nullable: true, example: 0.9, description: 'On that day, or in the hour that stood out most; null where there was nothing to count' }) value!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.02, description: 'Usually, in the days before; of a monitor the bound it was held against' }) expected!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 9.1, description: 'Robust standard deviations from the usual' }) deviation!: number | null;
  @ApiProperty({ example: 0.6, description: 'Part in what makes it strange; all features together 1' }) share!: number;
}

export class AnomalyTextDto {
  @ApiProperty({ example: 'Unusual day on 2026-03-04, calls that came in: 0 instead of about 21.' }) en!: string;
  @ApiProperty({ example: '2026年3月4日情况异常：来电次数为 0，平时约为 21。' }) 'zh-CN'!: string;
}

export class AnomalyDto {
  @ApiProperty({ example: '2026-03-04.fewer-calls', description: 'Always the same for this user, day and kind; of a monitor the id of its alert' }) id!: string;
  @ApiProperty({ format: 'date', example: '2026-03-04', description: 'On the user’s clock; the first day of what lasted' }) date!: string;
  @ApiProperty({ enum: SOURCES, description: 'A whole day unlike those before, or what a monitor found in the stream of hours' }) source!: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Of a monitor’s finding' }) monitorId!: string | null;
  @ApiProperty({ example: 'fewer-calls' }) kind!: string;
  @ApiProperty({ enum: SEVERITIES }) severity!: string;
  @ApiProperty({ type: Number, nullable: true, example: 0.74, description: 'Of the isolation forest: 0.5 is ordinary, near 1 stands alone; null of a monitor’s finding' }) score!: number | null;
  @ApiProperty({ type: [AnomalyEvidenceDto] }) evidence!: AnomalyEvidenceDto[];
  @ApiProperty() text!: AnomalyTextDto;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When a snoozed one is open again' }) snoozedUntil!: string | null;
  @ApiProperty({ format: 'date-time', description: 'The end of the day, from which on it could be told; of a monitor’s finding when it was found out' }) detectedAt!: string;
}

export class AnomaliesDto {
  @ApiProperty({ type: [AnomalyDto] }) items!: AnomalyDto[];
  @ApiProperty({ description: 'No day can be judged yet: 21 days must stand before it' }) insufficientHistory!: boolean;
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SnoozeDto {
  @ApiProperty({ format: 'date-time', example: '2026-04-01T08:00:00+08:00', description: 'At most a year ahead' })
  @IsString()
  until!: string;
}

export class UsefulnessDto {
  @ApiProperty({ description: 'false also dismisses the anomaly' })
  @IsBoolean()
  useful!: boolean;
}

export class AnomalySettingsChangeDto {
  @ApiPropertyOptional({ enum: SENSITIVITIES })
  @ValidateIf(({ sensitivity }: AnomalySettingsChangeDto) => sensitivity !== undefined)
  @IsIn(SENSITIVITIES)
  sensitivity?: Sensitivity;

  @ApiPropertyOptional({ enum: SEVERITIES, description: 'Findings below it are not listed' })
  @ValidateIf(({ minimumSeverity }: AnomalySettingsChangeDto) => minimumSeverity !== undefined)
  @IsIn(SEVERITIES)
  minimumSeverity?: Severity;

  @ApiPropertyOptional({ enum: FEATURES, isArray: true, description: 'Features that do not count', example: ['newCallers'] })
  @ValidateIf(({ featuresOff }: AnomalySettingsChangeDto) => featuresOff !== undefined)
  @IsArray()
  @ArrayMaxSize(FEATURES.length)
  @ArrayUnique()
  @IsIn(FEATURES, { each: true })
  featuresOff?: Feature[];
}

export class FeedbackCountsDto {
  @ApiProperty({ example: 3 }) useful!: number;
  @ApiProperty({ example: 1 }) notUseful!: number;
}

export class AnomalySettingsDto {
  @ApiProperty({ enum: SENSITIVITIES }) sensitivity!: string;
  @ApiProperty({ enum: SEVERITIES }) minimumSeverity!: string;
  @ApiProperty({ enum: FEATURES, isArray: true }) featuresOff!: readonly string[];
  @ApiProperty({ example: 0.6, description: 'Sensitivity as a number, moved by feedback within bounds: 0.05 to 0.95' }) level!: number;
  @ApiProperty() feedback!: FeedbackCountsDto;
}
