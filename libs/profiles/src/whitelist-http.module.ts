import { Module } from '@nestjs/common';
import { WhitelistUseCasesModule } from '#callers';
import { WhitelistController } from './http/whitelist.controller.js';
import { UserChoicesModule } from './user-choices.module.js';

@Module({ imports: [WhitelistUseCasesModule.forRoot(UserChoicesModule)], controllers: [WhitelistController] })
export class WhitelistHttpModule {}
