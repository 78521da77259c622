import type { MetadataArgsStorage, RoutingControllersOptions } from 'routing-controllers';
import { getFullPath, parseRoutes } from 'routing-controllers-openapi';
import { ConditionsDocument } from './conditions-document';
import { conditionsOf } from './declared-conditions';
import type { OpenApiDocument, Operation, PathItem } from './openapi-document';

/** The options that routing-controllers was given, and what the application does with errors. */
export interface DocumentConditionsOptions extends RoutingControllersOptions {
  /** Whether the application answers errors with problem details (RFC 9457). Default: false. */
  readonly problemDetails?: boolean;
}

/**
 * Completes the OpenAPI document of an application with the conditional requests that its actions understand: the request
 * fields, required where `@PreconditionRequired()` asks for one, the `ETag`, `Last-Modified` and `Cache-Control` of the 2xx
 * responses, and the answers 304, 412, 428 and 503. So clients that are generated from it know which writes need an `If-Match`.
 *
 * What the document says already is kept: a parameter, header, response or component of the same name. `QUERY` operations stand
 * where the version of OpenAPI has them: in `query` from 3.2 on, before it in the extension `x-oai-additionalOperations`.
 *
 * @param document - what `routingControllersToSpec()` has made; it is not changed
 * @param storage - the metadata that it was made of
 * @param options - the options of routing-controllers that it was made with; `problemDetails`
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
