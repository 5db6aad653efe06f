import { ApiProperty } from '@nestjs/swagger';
import { OUTCOMES } from '#realtime/core';
import { ACTIONS, VERDICTS } from '../core/index.js';

export class DecisionDto {
  @ApiProperty({ enum: ACTIONS, example: 'screen' }) action!: string;
  @ApiProperty({ example: 'strategy:moderate' }) decidedBy!: string;
}

export class ChangedCallDto {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: '+86138•••8000' }) phoneNumber!: string;
  @ApiProperty({ enum: OUTCOMES, description: 'How the call went' }) outcome!: string;
  @ApiProperty({ enum: VERDICTS, description: 'On what was on record before the call' }) verdict!: string;
  @ApiProperty({ description: 'Under the choices of now' }) before!: DecisionDto;
  @ApiProperty({ description: 'Under the changed ones' }) after!: DecisionDto;
}

export class WhatIfDto {
  @ApiProperty({ type: [ChangedCallDto], description: 'Calls of this page whose action would have been another, latest first' }) items!: readonly ChangedCallDto[];
  @ApiProperty({ example: 142, description: 'Calls of this page that were replayed' }) calls!: number;
  @ApiProperty({ example: 9, description: 'Those of them that would have gone otherwise' }) changed!: number;
  @ApiProperty({ example: 0, description: 'Calls of this page that could not be replayed: of numbers with more than 20,000 events, or gone' }) skipped!: number;
  @ApiProperty({ type: String, nullable: true, description: 'A page may hold no items and yet not be the last' }) nextCursor!: string | null;
}
