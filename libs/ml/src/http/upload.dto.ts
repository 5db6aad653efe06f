import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';

const MODEL_TYPES = ['classification', 'regression', 'anomaly'] as const;
const MOST_CHARACTERS = 65_536;

/** What is said of an uploaded file; texts, as queries are. */
export class UploadDto {
  @ApiPropertyOptional({ example: 'churn', description: 'Of a file: the name that it is a version of', pattern: '^[a-z][a-z0-9_-]{0,63}$' }) @IsOptional() @IsString() name?: string;
  @ApiPropertyOptional({ enum: MODEL_TYPES, description: 'Of a file; `classification` where left out' }) @IsOptional() @IsIn(MODEL_TYPES) modelType?: (typeof MODEL_TYPES)[number];
  @ApiPropertyOptional({ example: 'stay,leave', description: 'Of a classification: the classes in the order of the output, between commas' }) @IsOptional() @IsString() @MaxLength(MOST_CHARACTERS) classes?: string;
  @ApiPropertyOptional({ example: 'calls_made,short_share', description: 'In the order of the input, between commas; f0, f1, … or the names of the inputs where left out' })
  @IsOptional() @IsString() @MaxLength(MOST_CHARACTERS) featureNames?: string;
  @ApiPropertyOptional({ example: '0.7', description: 'Of an anomaly model: the score from which on a row is anomalous' }) @IsOptional() @IsNumberString() threshold?: string;
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Whether the version becomes champion at once; `false` where left out' }) @IsOptional() @IsIn(['true', 'false']) promote?: 'true' | 'false';
}
