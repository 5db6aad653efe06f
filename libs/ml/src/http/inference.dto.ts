import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const FLAT = { type: 'array', items: {}, description: 'Row-major' } as const;

export class ServerMetadataDto {
  @ApiProperty({ example: 'profile-analytics-service' }) name!: string;
  @ApiProperty({ example: '1' }) version!: string;
  @ApiProperty({ type: [String], example: [] }) extensions!: readonly string[];
}

export class ServerLiveDto {
  @ApiProperty({ example: true }) live!: boolean;
}

export class ServerReadyDto extends ServerLiveDto {
  @ApiProperty({ example: true }) ready!: boolean;
}

export class ModelReadyDto {
  @ApiProperty({ example: 'spam_classifier' }) name!: string;
  @ApiProperty({ example: true }) ready!: boolean;
}

export class TensorFormDto {
  @ApiProperty({ example: 'input' }) name!: string;
  @ApiProperty({ enum: ['BOOL', 'BYTES', 'FP64', 'INT64'] }) datatype!: string;
  @ApiProperty({ type: [Number], description: '−1 is any size', example: [-1, 2] }) shape!: readonly number[];
  @ApiPropertyOptional({ type: Object, description: 'Of `probabilities`: which column is which class, as JSON', example: { classes: '["fine","spam"]' } }) parameters?: { readonly classes: string };
}

export class ModelMetadataDto {
  @ApiProperty({ example: 'spam_classifier' }) name!: string;
  @ApiProperty({ type: [String], example: ['1', '2'] }) versions!: readonly string[];
  @ApiProperty({ example: 'profile-analytics_classification' }) platform!: string;
  @ApiProperty({ type: [TensorFormDto] }) inputs!: readonly TensorFormDto[];
  @ApiProperty({ type: [TensorFormDto] }) outputs!: readonly TensorFormDto[];
}

export class InputTensorDto {
  @ApiProperty({ description: '`input` for all features in one tensor, or the name of a feature', example: 'input' }) name!: string;
  @ApiProperty({ type: [Number], description: '[rows, features] of `input`, [rows] or [rows, 1] of a feature', example: [2, 2] }) shape!: number[];
  @ApiProperty({ enum: ['FP64', 'FP32'] }) datatype!: string;
  @ApiProperty({ ...FLAT, description: 'Row-major, flat or one list a row; null is missing', example: [0.1, 3, 0.9, null] }) data!: unknown[];
}

export class WantedOutputDto {
  @ApiProperty({ example: 'probabilities' }) name!: string;
}

/** For the page of the API alone: tensors are read by hand. */
export class InferenceRequestDto {
  @ApiPropertyOptional({ description: 'Comes back in the answer; of one row, and of 1 to 128 characters, labels find the prediction by it', example: '42' }) id?: string;
  @ApiPropertyOptional({ type: Object, description: 'Not read' }) parameters?: object;
  @ApiProperty({ type: [InputTensorDto] }) inputs!: InputTensorDto[];
  @ApiPropertyOptional({ type: [WantedOutputDto], description: 'All where left out' }) outputs?: WantedOutputDto[];
}

export class OutputTensorDto extends TensorFormDto {
  @ApiProperty(FLAT) data!: readonly unknown[];
}

export class InferenceResponseDto {
  @ApiProperty({ example: 'spam_classifier' }) model_name!: string;
  @ApiProperty({ example: '3' }) model_version!: string;
  @ApiPropertyOptional({ example: '42' }) id?: string;
  @ApiProperty({ type: [OutputTensorDto] }) outputs!: readonly OutputTensorDto[];
}
