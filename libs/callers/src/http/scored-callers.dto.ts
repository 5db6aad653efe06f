import { ApiProperty } from '@nestjs/swagger';
import { VERDICTS } from '../core/index.js';

export class ScoringDto {
  @ApiProperty({ type: Number, nullable: true, example: 3, description: 'Of the spam classifier that was asked; null: the evidence decided alone' }) modelVersion!: number | null;
  @ApiProperty({ example: 48_211, description: 'Numbers that were judged' }) callers!: number;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ format: 'date-time' }) finishedAt!: string;
}

export class ScoredCallerDto {
  @ApiProperty({ example: '+86138•••8000' }) phoneNumber!: string;
  @ApiProperty({ enum: VERDICTS, example: 'spam' }) verdict!: string;
  @ApiProperty({ example: 0.97 }) spamProbability!: number;
}

export class ScoredCallersDto {
  @ApiProperty({ type: ScoringDto, nullable: true, description: 'The batch that ended last; null before the first' }) scoring!: ScoringDto | null;
  @ApiProperty({ type: [ScoredCallerDto] }) items!: ScoredCallerDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ScoringOrderedDto {
  @ApiProperty({ format: 'uuid' }) jobId!: string;
}
