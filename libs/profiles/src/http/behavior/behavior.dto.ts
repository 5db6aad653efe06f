import { ApiProperty } from '@nestjs/swagger';

const REASONS = ['model_not_trained', 'model_unfit', 'calls_missing'];
const CHANCE = { nullable: true, type: Number } as const;

class SaidDto {
  @ApiProperty({ nullable: true, type: Number, example: 3, description: 'null where there is none' }) version!: number | null;
  @ApiProperty({ nullable: true, type: String, enum: REASONS, description: 'Why nothing is said; null where something is' }) reason!: string | null;
}

export class CallbackDto extends SaidDto {
  @ApiProperty({ example: 'callback_predictor' }) model!: string;
  @ApiProperty({ ...CHANCE, example: 0.2, description: 'That the user dials the caller within a day' }) probability!: number | null;
}

export class CalleeDto {
  @ApiProperty({ example: '+86138•••8000', description: 'Masked for everybody but the user' }) phoneNumber!: string;
  @ApiProperty({ example: 0.4, description: 'Of all whom the user had calls with' }) probability!: number;
}

export class CalleesDto extends SaidDto {
  @ApiProperty({ example: 'next_callee' }) model!: string;
  @ApiProperty({ type: [CalleeDto], nullable: true, description: 'The likeliest first, at most five' }) items!: readonly CalleeDto[] | null;
}

export class BehaviorDto extends SaidDto {
  @ApiProperty({ ...CHANCE, example: 0.6, description: 'Chances for the next call, weighed over those who may make it; null where nothing is said, or where nobody did so in what was learnt' }) likelyToAnswer!: number | null;
  @ApiProperty({ ...CHANCE, example: 0.1 }) likelyToReject!: number | null;
  @ApiProperty({ ...CHANCE, example: 0.2 }) likelyToMiss!: number | null;
  @ApiProperty({ ...CHANCE, example: 0.1, description: 'That the assistant takes it' }) likelyToDelegate!: number | null;
  @ApiProperty({ example: 'behavior_predictor' }) model!: string;
  @ApiProperty() callsBack!: CallbackDto;
  @ApiProperty() nextCallees!: CalleesDto;
  @ApiProperty({ example: 340, description: 'Calls of the user it rests on: the newest, a thousand at most' }) calls!: number;
  @ApiProperty({ ...CHANCE, example: 0.2, description: 'That the next caller is a number the user had no call with' }) newCallerShare!: number | null;
}
