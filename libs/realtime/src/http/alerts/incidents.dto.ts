import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { INCIDENT_SOURCES, INCIDENT_STATES, SEVERITIES } from '../../core/index.js';

const WEEK_MINUTES = 10_080;

export class IncidentDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: INCIDENT_SOURCES, example: 'rule' }) source!: string;
  @ApiProperty({ example: 'metric', description: 'What it is, in the words of its source' }) kind!: string;
  @ApiProperty({ enum: SEVERITIES, example: 'high' }) severity!: string;
  @ApiProperty({ enum: INCIDENT_STATES, example: 'open' }) state!: string;
  @ApiProperty({ enum: ['user', 'platform'], example: 'user' }) scope!: string;
  @ApiProperty({ type: String, nullable: true, example: 'u-17', description: 'Whose it is, told to admins; null to others, of the platform’s, and once the user is forgotten' }) userId!: string | null;
  @ApiProperty({ example: 'Spam wave: sum of user.missed over 60 min is 14, above 10' }) text!: string;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: { type: 'string' }, example: { 'zh-CN': '骚扰来电激增' }, description: 'The text in other languages; null where it is told in English alone' }) translations!: Readonly<Record<string, string>> | null;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { value: 14, threshold: 10 }, description: 'What the last raise rests on' }) evidence!: object;
  @ApiProperty({ example: 3, description: 'How often it was raised at different times' }) raises!: number;
  @ApiProperty({ format: 'date-time', description: 'When it first happened' }) firstAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When it last happened' }) lastAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was found out' }) openedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Nothing is told of it before' }) snoozedUntil!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) acknowledgedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) resolvedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['person', 'source', 'silence'], description: 'Who or what ended it' }) resolvedBy!: string | null;
}

export class IncidentsDto {
  @ApiProperty({ type: [IncidentDto] }) items!: IncidentDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SnoozeIncidentDto {
  @ApiProperty({ minimum: 1, maximum: WEEK_MINUTES, example: 60, description: 'Minutes from now' })
  @IsInt()
  @Min(1)
  @Max(WEEK_MINUTES)
  minutes!: number;
}
