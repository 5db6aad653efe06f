import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FreeText } from '#platform/http';

export class EntryReasonDto {
  @ApiProperty({ example: 'dialled' }) code!: string;
  @ApiProperty({ example: 'you called it 3 times' }) text!: string;
}

export class WhitelistEntryDto {
  @ApiProperty({ description: 'Always the same for this user and number', example: 'b3Cz8k0Qm1hK9v7xT2nLpA' }) id!: string;
  @ApiProperty({ example: '+8613800138000' }) phoneNumber!: string;
  @ApiProperty({ enum: ['permanent', 'temporary'] }) kind!: string;
  @ApiProperty({ enum: ['active', 'proposed'], description: '`proposed` waits for the user’s word and lets nothing through' }) state!: string;
  @ApiProperty({ enum: ['learned', 'confirmed', 'manual'] }) source!: string;
  @ApiProperty() reason!: EntryReasonDto;
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({
    type: String, nullable: true, format: 'date-time',
    description: 'When it ends; of learned ones, unless another call renews it; null: it stands until taken off',
  }) expiresAt!: string | null;
}

export class WhitelistDto {
  @ApiProperty({ type: [WhitelistEntryDto] }) items!: WhitelistEntryDto[];
  @ApiProperty({ type: String, nullable: true, description: 'A page may hold few entries and not be the last' }) nextCursor!: string | null;
}

export class WhitelistAdditionDto {
  @ApiProperty({ example: '+8613800138000' })
  @IsString()
  @MaxLength(384)
  phoneNumber!: string;

  @ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: 200, example: 'The clinic' })
  @IsOptional()
  @FreeText(200)
  note?: string | null;

  @ApiPropertyOptional({
    type: String, nullable: true, format: 'date-time', example: '2027-01-31T00:00:00+08:00',
    description: 'Until when it is to stand, with a zone: later than now, and no later than 2100-01-01T00:00:00Z; without it, until taken off',
  })
  @IsOptional()
  @IsString()
  expiresAt?: string | null;
}
