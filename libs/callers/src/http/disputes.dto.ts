import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { FreeText, MayBeAbsent } from '#platform/http';
import { DISPUTE_OUTCOMES, type DisputeOutcome } from '../core/index.js';

const DISPUTE_STATES = ['open', ...DISPUTE_OUTCOMES] as const;

export class OpenDisputeDto {
  @ApiPropertyOptional({ example: 'u-17', description: 'On whose behalf; a user who names nobody speaks for themselves' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 128)
  userId?: string;

  @ApiProperty({ maxLength: 2000, example: 'This is the appointment line of our clinic' })
  @FreeText(2000)
  reason!: string;

  @ApiPropertyOptional({ maxLength: 200, example: 'office@example.org' })
  @MayBeAbsent()
  @FreeText(200)
  contact?: string;
}

export class DisputeReceiptDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DISPUTE_STATES, example: 'open' }) state!: string;
  @ApiProperty({ format: 'date-time' }) deadline!: string;
}

export class DisputeEvidenceDto {
  @ApiProperty({ description: 'Calls with the number, either direction', example: 212 }) calls!: number;
  @ApiProperty({ example: 180 }) users!: number;
  @ApiProperty({ description: 'Users whose latest word on it is spam; counted among the 500 registered first', example: 9 }) reporters!: number;
  @ApiProperty({ description: 'The same of not spam', example: 3 }) clearers!: number;
}

export class DisputeDto extends DisputeReceiptDto {
  @ApiProperty({ example: '+86138•••8000' }) phoneNumber!: string;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ description: 'Open past its deadline' }) overdue!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) resolvedAt!: string | null;
  @ApiProperty() evidence!: DisputeEvidenceDto;
}

export class ObjectionDto {
  @ApiProperty({ example: 'This is the appointment line of our clinic' }) reason!: string;
  @ApiProperty({ type: String, nullable: true, example: 'office@example.org' }) contact!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class DisputeDetailsDto extends DisputeDto {
  @ApiProperty({ description: 'Whether reports count for nothing meanwhile', example: true }) suspends!: boolean;
  @ApiProperty({ example: 'This is the appointment line of our clinic' }) reason!: string;
  @ApiProperty({ type: String, nullable: true, example: 'office@example.org' }) contact!: string | null;
  @ApiProperty({ type: [ObjectionDto], description: 'What everybody says who objects, in the order of time: whoever opened it and the 20 who joined and have most standing' }) objections!: ObjectionDto[];
  @ApiProperty({ type: String, nullable: true, example: 'Confirmed by the operator' }) note!: string | null;
}

export class DisputesDto {
  @ApiProperty({ type: [DisputeDto] }) items!: DisputeDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ResolveDisputeDto {
  @ApiProperty({ enum: DISPUTE_OUTCOMES, example: 'upheld' })
  @IsIn(DISPUTE_OUTCOMES, { message: `outcome must be one of ${DISPUTE_OUTCOMES.join(', ')}` })
  outcome!: DisputeOutcome;

  @ApiProperty({ maxLength: 2000, example: 'Confirmed by the operator' })
  @FreeText(2000)
  note!: string;
}

export class DecisionReceiptDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DISPUTE_OUTCOMES, example: 'upheld' }) state!: string;
  @ApiProperty({ format: 'date-time' }) resolvedAt!: string;
}
