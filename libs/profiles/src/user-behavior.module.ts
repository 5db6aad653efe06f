import { Module } from '@nestjs/common';
import { NumbersKnownModule } from '#callers';
import { BehaviorModule } from '#ml';
import { UserChoicesModule } from './user-choices.module.js';

/** What users are likely to do with calls, by what numbers are known for and the clocks users live on. */
@Module({
  imports: [BehaviorModule.forRoot([NumbersKnownModule, UserChoicesModule])],
  exports: [BehaviorModule],
})
export class UserBehaviorModule {}
