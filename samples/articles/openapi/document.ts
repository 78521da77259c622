import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { getMetadataArgsStorage } from 'routing-controllers';
import { documentConditions } from 'routing-controllers-etag/openapi';
import { routingControllersToSpec } from 'routing-controllers-openapi';
import { apiControllers } from '../api-controllers';

/** The OpenAPI document of the API, by `routing-controllers-openapi`, with its conditional requests. */
export function openApiDocument(): object {
  const storage = getMetadataArgsStorage();
  const actions = storage.actions.filter(({ target }) => apiControllers.includes(target as Function));
  const api: typeof storage = Object.assign(Object.create(storage), { actions });
  const document = routingControllersToSpec(
    api,
    {},
    {
      openapi: '3.1.0',
      info: {
        title: 'Articles',
        version: '1',
        description: 'Every PUT, PATCH and DELETE states the version that it changes.',
      },
      components: {
        schemas: validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' }),
        securitySchemes: { editor: { type: 'http', scheme: 'bearer' } },
      },
    },
  );
  return documentConditions(document, api, { problemDetails: true });
}
