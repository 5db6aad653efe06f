import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { documentAccess } from './document-access.js';

export interface ApiDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/** The OpenAPI document of the app's routes, as `/api/docs-json` answers it. */
export function describeApi(app: INestApplication, { title, description, version }: ApiDescription): OpenAPIObject {
  const config = new DocumentBuilder().setTitle(title).setDescription(description).setVersion(version);
  config.addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer');
  return documentAccess(SwaggerModule.createDocument(app, config.build()));
}

/** Serves the document at `/api/docs` (page) and `/api/docs-json`. The page keeps its token, so that its examples work. */
export function setupOpenApi(app: INestApplication, about: ApiDescription): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app, about), {
    jsonDocumentUrl: 'api/docs-json',
    customSiteTitle: about.title,
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}
