import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Clock } from '#kernel';
import { Keyring, PrivacyModule } from '#privacy';
import { CallsByUser, EventHistory, EventLogModule, UserZones } from '#realtime';
import { CalleeWeights } from './app/behavior/callee-weights.js';
import { LiveFeatures } from './app/behavior/live-features.js';
import { NumbersKnown } from './app/behavior/numbers-known.js';
import { PredictBehavior } from './app/behavior/predict-behavior.js';
import { PredictedBehavior } from './app/behavior/predicted-behavior.js';
import { Champions } from './app/champions.js';
import { CalleeWeightsModule } from './callees.module.js';
import { ChampionsModule } from './champions.module.js';

type Sources = [CallsByUser, NumbersKnown, EventHistory, UserZones, Keyring, Clock];
type Parts = ConstructorParameters<typeof PredictBehavior>;

/** What users are likely to do with calls. */
@Module({})
export class BehaviorModule {
  /** @param known modules that export `NumbersKnown` and `UserZones` */
  static forRoot(known: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: BehaviorModule,
      imports: [...known, ChampionsModule, CalleeWeightsModule, EventLogModule, PrivacyModule],
      providers: [
        {
          provide: LiveFeatures,
          inject: [CallsByUser, NumbersKnown, EventHistory, UserZones, Keyring, Clock],
          useFactory: (...[calls, numbers, history, zones, keyring, clock]: Sources) => new LiveFeatures({ calls, numbers, history, zones, keyring, clock }),
        },
        { provide: PredictedBehavior, inject: [Champions, LiveFeatures, CalleeWeights], useFactory: (...parts: Parts) => new PredictBehavior(...parts) },
      ],
      exports: [LiveFeatures, PredictedBehavior],
    };
  }
}
