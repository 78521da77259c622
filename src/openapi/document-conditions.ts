import type { MetadataArgsStorage, RoutingControllersOptions } from 'routing-controllers';
import { getFullPath, parseRoutes } from 'routing-controllers-openapi';
import { ConditionsDocument } from './conditions-document';
import { conditionsOf } from './declared-conditions';
import type { OpenApiDocument, Operation, PathItem } from './openapi-document';

/** The options of routing-controllers, and how the application answers errors. */
export interface DocumentConditionsOptions extends RoutingControllersOptions {
  /** Whether the application answers errors with problem details (RFC 9457). Default: false. */
  readonly problemDetails?: boolean;
}

/**
 * Adds the conditional requests of an application's actions to its OpenAPI document: the request fields, which are
 * required with `@PreconditionRequired()`; the `ETag`, `Last-Modified` and `Cache-Control` of 2xx responses; and the
 * responses 304, 412, 428 and 503. Generated clients then know which writes need an `If-Match`.
 *
 * A parameter, header, response or component that is already in the document is kept. `QUERY` operations are placed
 * where the version of OpenAPI expects them: in `query` since 3.2, and before that in the extension
 * `x-oai-additionalOperations`.
 *
 * @param document - the result of `routingControllersToSpec()`; it is not changed
 * @param storage - the metadata from which it was made
 * @param options - the options of routing-controllers with which it was made, and `problemDetails`
 * @returns the completed document
 * @example
 * ```ts
 * import { getMetadataArgsStorage } from 'routing-controllers';
 * import { documentConditions } from 'routing-controllers-etag/openapi';
 * import { routingControllersToSpec } from 'routing-controllers-openapi';
 *
 * const storage = getMetadataArgsStorage();
 * const document = documentConditions(routingControllersToSpec(storage), storage);
 * ```
 */
export function documentConditions<D extends OpenApiDocument>(
  document: D,
  storage: MetadataArgsStorage,
  options: DocumentConditionsOptions = {},
): D {
  const completed = structuredClone(document);
  const conditions = new ConditionsDocument(completed, options.problemDetails === true);
  for (const route of parseRoutes(storage, options)) {
    const { target, method, type } = route.action;
    const declared = conditionsOf(target, method, type);
    const operation = operationAt(completed, getFullPath(route), type);
    if (declared !== undefined && operation !== undefined) {
      conditions.describe(operation, declared, route.controller.type === 'json');
    }
  }
  for (const item of Object.values((completed.paths ?? {}) as Record<string, PathItem>))
    placeQuery(item, completed.openapi);
  return completed;
}

function operationAt(document: OpenApiDocument, path: string, type: string): Operation | undefined {
  const paths = (document.paths ?? {}) as Record<string, PathItem | undefined>;
  return paths[path]?.[type] as Operation | undefined;
}

/** OpenAPI knows QUERY since version 3.2. */
function placeQuery(item: PathItem, version: string): void {
  const { query } = item;
  if (query === undefined || !/^3\.[01]\b/.test(version)) return;
  delete item.query;
  item['x-oai-additionalOperations'] = { ...(item['x-oai-additionalOperations'] as object | undefined), QUERY: query };
}
