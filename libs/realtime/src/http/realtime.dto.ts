import { ApiProperty } from '@nestjs/swagger';

export class FieldErrorDto {
  @ApiProperty({ example: 'timestamp' }) path!: string;
  @ApiProperty({ example: 'must not lie before 2000-01-01' }) message!: string;
}

export class RejectionDto {
  @ApiProperty({ description: 'Index of the event in what was sent, from 0', example: 7 }) index!: number;
  @ApiProperty({ example: 'event_invalid' }) code!: string;
  @ApiProperty({ type: [FieldErrorDto] }) errors!: readonly FieldErrorDto[];
}

export class AcceptanceDto {
  @ApiProperty({ description: 'Events that are durable now, known ones included', example: 99 }) accepted!: number;
  @ApiProperty({ type: [RejectionDto] }) rejected!: readonly RejectionDto[];
}

export class LatencyDto {
  @ApiProperty({ nullable: true, type: Number, example: 12 }) p50!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 31 }) p95!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 48 }) p99!: number | null;
}

export class StreamMetricsDto {
  @ApiProperty({ description: 'false: events are kept, not folded' }) enabled!: boolean;
  @ApiProperty({ description: 'Events this API process accepted a second, over the last minute' }) acceptedPerSecond!: number;
  @ApiProperty({ description: 'Events all workers folded a second, over the last minute' }) foldedPerSecond!: number;
  @ApiProperty({ description: 'Events accepted by this API process since it started' }) accepted!: number;
  @ApiProperty({ description: 'Events refused by this API process since it started' }) rejected!: number;
  @ApiProperty({ description: 'Events in the log that are not folded yet' }) lag!: number;
  @ApiProperty({ description: 'From acceptance to visible, last minute, in milliseconds (to within 15 %); null without events' }) latencyMs!: LatencyDto;
  @ApiProperty({ description: 'Share of the room for waiting writes that is taken, 0 to 1' }) bufferUse!: number;
}

export class PartitionDto {
  @ApiProperty() partition!: number;
  @ApiProperty({ description: 'Position in the log up to which it is folded' }) position!: number;
  @ApiProperty({ description: 'Events after that position' }) lag!: number;
}

export class ProcessorDto {
  @ApiProperty({ example: 'host-812/0' }) name!: string;
  @ApiProperty({ enum: ['idle', 'folding', 'retrying', 'disabled', 'lost'] }) status!: string;
  @ApiProperty({ type: [PartitionDto] }) partitions!: PartitionDto[];
  @ApiProperty({ description: 'Lowest position of its partitions' }) position!: number;
  @ApiProperty({ description: 'Events its partitions are behind' }) lag!: number;
  @ApiProperty({ description: 'Events folded since it started' }) events!: number;
  @ApiProperty({ description: 'Events folded a second, over the last minute' }) eventsPerSecond!: number;
  @ApiProperty({ description: 'Failed transactions since it started' }) errors!: number;
  @ApiProperty() latencyMs!: LatencyDto;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ format: 'date-time' }) lastHeartbeat!: string;
}

export class ProcessorsDto {
  @ApiProperty({ type: [ProcessorDto] }) items!: ProcessorDto[];
}

export class DeadLetterDto {
  @ApiProperty({ example: '17' }) id!: string;
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty({ enum: ['call', 'interaction', 'security', 'metric', 'feedback', 'preferences'] }) type!: string;
  @ApiProperty({ description: 'Why it could not be folded' }) reason!: string;
  @ApiProperty() attempts!: number;
  @ApiProperty({ enum: ['waiting', 'replaying', 'replayed'] }) state!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ format: 'date-time' }) failedAt!: string;
}

export class DeadLettersDto {
  @ApiProperty({ type: [DeadLetterDto] }) items!: DeadLetterDto[];
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
}
