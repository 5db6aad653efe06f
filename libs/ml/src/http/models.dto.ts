import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsString, Max, MaxLength, Min } from 'class-validator';
import { FreeText, MayBeAbsent } from '#platform/http';

const LARGEST_VERSION = 999_999_999;
const MODEL_TYPES = ['classification', 'regression', 'anomaly'] as const;

export class RegisterModelDto {
  @ApiProperty({ example: 'churn', pattern: '^[a-z][a-z0-9_-]{0,63}$' }) @IsString() name!: string;
  @ApiProperty({ enum: MODEL_TYPES }) @IsIn(MODEL_TYPES) modelType!: (typeof MODEL_TYPES)[number];
  @ApiProperty({ example: 'random_forest' }) @IsString() @MaxLength(64) algorithm!: string;
  @ApiPropertyOptional({ type: Object, example: { trees: 100 } }) @MayBeAbsent() @IsObject() hyperparameters?: Record<string, unknown>;
  @ApiPropertyOptional({ type: Object, example: {} }) @MayBeAbsent() @IsObject() trainingConfig?: Record<string, unknown>;
}

export class ModelDto {
  @ApiProperty({ example: 'spam_classifier' }) name!: string;
  @ApiProperty({ example: 'classification' }) modelType!: string;
  @ApiProperty({ example: 'random_forest' }) algorithm!: string;
  @ApiProperty({ type: Object }) hyperparameters!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: Object }) trainingConfig!: Readonly<Record<string, unknown>>;
  @ApiProperty({ description: 'Came with the service' }) builtIn!: boolean;
  @ApiProperty({ type: Object, description: 'Version by alias', example: { champion: 3, challenger: 4 } }) aliases!: Readonly<Record<string, number>>;
  @ApiProperty({ type: Number, nullable: true, example: 4 }) latestVersion!: number | null;
  @ApiPropertyOptional({ description: 'Of an upload: which version the file is', example: 4 }) version?: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ example: 'u-1' }) createdBy!: string;
}

export class ModelsDto {
  @ApiProperty({ type: [ModelDto] }) items!: ModelDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class VersionDto {
  @ApiProperty({ example: 3 }) version!: number;
  @ApiProperty({ type: Object, description: 'What people wrote on it', example: { ticket: 'ML-17' } }) tags!: Readonly<Record<string, string>>;
  @ApiProperty({ type: Object, description: 'Where it comes from and how good it was found to be' }) passport!: object;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class VersionsDto {
  @ApiProperty({ type: [VersionDto] }) items!: VersionDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SetTagsDto {
  @ApiProperty({ type: Object, description: 'Values by key; null takes a tag away', example: { ticket: 'ML-17', reviewed: null } }) @IsObject() tags!: Record<string, string | null>;
}

export class TagsDto {
  @ApiProperty({ type: Object, example: { ticket: 'ML-17' } }) tags!: Readonly<Record<string, string>>;
}

export class AliasChangeDto {
  @ApiProperty({ example: 'champion' }) alias!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Who holds it from then on' }) version!: number | null;
  @ApiProperty({ format: 'date-time' }) changedAt!: string;
  @ApiProperty({ example: 'u-1' }) changedBy!: string;
  @ApiProperty({ example: 'first trained version' }) reason!: string;
}

export class AliasHistoryDto {
  @ApiProperty({ type: Object, example: { champion: 3 } }) aliases!: Readonly<Record<string, number>>;
  @ApiProperty({ type: [AliasChangeDto] }) items!: AliasChangeDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SetAliasDto {
  @ApiProperty({ example: 3 }) @IsInt() @Min(1) @Max(LARGEST_VERSION) version!: number;
  @ApiProperty({ example: 'higher recall at 1 % false positives' }) @FreeText(500) reason!: string;
}

/** For the page of the API alone: the body is read on a thread of its own. */
export class TrainDto {
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'number', nullable: true } }, example: [[0.1, 3], [0.9, null], [0.2, 4], [0.8, 1]] }) features!: (number | null)[][];
  @ApiPropertyOptional({ type: 'array', items: {}, example: ['spam', 'fine', 'spam', 'fine'] }) labels?: unknown[];
  @ApiPropertyOptional({ type: [String], example: ['short_share', 'calls_per_day'] }) featureNames?: string[];
  @ApiPropertyOptional({ type: [Number], description: 'When each row was, in any unit: then rows are judged by what was learnt before them', example: [1, 2, 3, 4] }) times?: number[];
  @ApiPropertyOptional({ enum: ['inline'] }) source?: 'inline';
  @ApiPropertyOptional({ example: 'random_forest', description: '`auto` searches among all that learn this type' }) algorithm?: string;
  @ApiPropertyOptional({ type: Object, example: { trees: 50 } }) hyperparameters?: object;
  @ApiPropertyOptional({ example: 1 }) seed?: number;
  @ApiPropertyOptional({ description: 'Of two classes: how often the second may be said wrongly; its threshold is chosen so', example: 0.01 }) maxFalsePositiveRate?: number;
  @ApiPropertyOptional({ description: 'Keep so many features, those that tell most of the class', example: 10 }) mostFeatures?: number;
  @ApiPropertyOptional({ example: false }) promote?: boolean;
}

/** As above: for the page of the API alone. */
export class TrainFromHistoryDto {
  @ApiProperty({ enum: ['history'] }) source!: 'history';
  @ApiPropertyOptional({ format: 'date-time', description: 'Calls from then on; 90 days before `to` unless given', example: '2026-08-01T00:00:00+08:00' }) from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Calls before then, and what was known by then; now unless given' }) to?: string;
  @ApiPropertyOptional({ example: 'random_forest', description: '`auto` searches among all that learn this type' }) algorithm?: string;
  @ApiPropertyOptional({ type: Object, example: { trees: 50 } }) hyperparameters?: object;
  @ApiPropertyOptional({ example: 1 }) seed?: number;
  @ApiPropertyOptional({ description: 'Of two classes: how often the second may be said wrongly; its threshold is chosen so', example: 0.01 }) maxFalsePositiveRate?: number;
  @ApiPropertyOptional({ example: false }) promote?: boolean;
}

export class JobIdDto {
  @ApiProperty({ example: '17' }) jobId!: string;
}

/** For the page of the API alone: entities are read by hand. */
export class EntityDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty({ example: '+8613800138000' }) phoneNumber!: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'When it rings, or rang; now where left out. What happened later than that counts for nothing' }) at?: string;
}

export class PredictDto {
  @ApiPropertyOptional({ type: 'array', items: {}, example: [[0.1, 3], { short_share: 0.9 }] }) instances?: unknown;
  @ApiPropertyOptional({ type: [EntityDto], description: 'In place of instances, of models of `user_at_call`: what each user will do with a call of that number' }) entities?: EntityDto[];
  @ApiPropertyOptional({ type: [String], description: 'A reference for each instance, 1 to 128 characters, unique in the request: labels find the prediction by it', example: ['call-1', 'call-2'] }) ids?: string[];
}

export class AnswerDto {
  @ApiProperty({ example: 'spam_classifier' }) model!: string;
  @ApiProperty({ example: 3 }) version!: number;
  @ApiProperty({ type: [Object], description: 'An answer an instance: { label, probability, probabilities } | { value } | { score, anomalous }' }) predictions!: readonly object[];
}

export class JobErrorDto {
  @ApiProperty({ example: 'job_cancelled' }) code!: string;
  @ApiProperty() detail!: string;
}

export class JobDto {
  @ApiProperty({ example: '17' }) id!: string;
  @ApiProperty({ example: 'training.train' }) type!: string;
  @ApiProperty({ enum: ['queued', 'running', 'completed', 'failed', 'cancelled'] }) state!: string;
  @ApiProperty({ minimum: 0, maximum: 100 }) progress!: number;
  @ApiProperty({ type: Object, nullable: true }) result!: unknown;
  @ApiProperty({ type: JobErrorDto, nullable: true }) error!: JobErrorDto | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
}

export class JobsDto {
  @ApiProperty({ type: [JobDto] }) items!: JobDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
