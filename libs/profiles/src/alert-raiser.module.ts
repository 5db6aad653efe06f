import { Module } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { AlertRaiser } from './app/risk/alert-raiser.js';
import { LoggedAlerts } from './infra/risk/logged-alerts.js';

/** Where alerts of security events and system metrics go: one place for all who raise them. */
@Module({ providers: [{ provide: AlertRaiser, inject: [Logger], useFactory: (logger: Logger) => new LoggedAlerts(logger) }], exports: [AlertRaiser] })
export class AlertRaiserModule {}
