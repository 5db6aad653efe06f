import { Global, Module } from '@nestjs/common';
import { Clock } from '#kernel';

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class ClockModule {}
