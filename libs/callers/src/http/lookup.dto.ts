import { ApiProperty } from '@nestjs/swagger';
import { SPAM_CATEGORIES } from '#realtime/core';
import { LISTED_VERDICTS } from '../app/caller-lookup.js';
import { MOST_BITS } from '../core/lookup/index.js';

const asOf = { nullable: true, type: String, format: 'date-time', description: 'When the numbers were judged; null before they first were' } as const;

export class LookupListDto {
  @ApiProperty({ example: 'SHA-256' }) algorithm!: string;
  @ApiProperty({ example: 'caller-lookup/1:', description: 'Is hashed before the number, which is in E.164 form with its +' }) context!: string;
  @ApiProperty({ example: 64, description: 'First bits of a hash that entries are told with' }) hashBits!: number;
  @ApiProperty({ example: 9, maximum: MOST_BITS, description: 'Bits to send: each bucket of so many stands for 100 listed numbers and 100 numbers in use or more' }) bits!: number;
  @ApiProperty({ example: 81_204, description: 'Numbers listed' }) entries!: number;
  @ApiProperty(asOf) asOf!: string | null;
}

export class LookupEntryDto {
  @ApiProperty({ example: '3fa7c1d20b9e4a66', description: 'First 64 bits of the number’s hash' }) hash!: string;
  @ApiProperty({ enum: LISTED_VERDICTS, example: 'spam' }) verdict!: string;
  @ApiProperty({ nullable: true, type: String, enum: SPAM_CATEGORIES, example: 'loan' }) category!: string | null;
}

export class LookupBucketDto {
  @ApiProperty({ example: '3f8', description: 'Of the bucket that is answered, spare bits 0' }) prefix!: string;
  @ApiProperty({ example: 9, description: 'Its bits: those asked for, or fewer where its numbers would be too few' }) bits!: number;
  @ApiProperty({ type: [LookupEntryDto], description: 'All suspicious numbers of the bucket, by hash' }) entries!: readonly LookupEntryDto[];
  @ApiProperty(asOf) asOf!: string | null;
}
