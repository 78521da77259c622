import { COMPONENTS, type ComponentKind, RESPONSES, type ResponseName } from './components';
import type { DeclaredConditions } from './declared-conditions';
import type { Components, OpenApiDocument, Operation, Parameter, Reference, Response } from './openapi-document';

/** An OpenAPI document to whose operations conditional requests are added. */
export class ConditionsDocument {
  readonly #document: { components?: Components };
  readonly #problemDetails: boolean;

  constructor(document: OpenApiDocument, problemDetails: boolean) {
    this.#document = document as { components?: Components };
    this.#problemDetails = problemDetails;
  }

  /** @param json - whether errors of the action are sent as JSON */
  describe(operation: Operation, conditions: DeclaredConditions, json: boolean): void {
    operation.parameters ??= [];
    for (const name of conditions.parameters) this.#addParameter(operation.parameters, name);
    if (operation.parameters.length === 0) delete operation.parameters;
    operation.responses ??= {};
    for (const [status, response] of Object.entries(operation.responses)) {
      if (/^2(?:\d\d|XX)$/i.test(status)) operation.responses[status] = this.#withHeaders(response, conditions.headers);
    }
    for (const name of conditions.responses) this.#addResponse(operation.responses, name, conditions, json);
  }

  #addParameter(parameters: (Parameter | Reference)[], name: keyof typeof COMPONENTS.parameters): void {
    const parameter = COMPONENTS.parameters[name];
    const given = parameters.find((each) => isHeader(this.#resolved<Parameter>(each), parameter.name));
    if (given === undefined) parameters.push(this.#reference('parameters', name));
    else if ('required' in parameter) this.#require(parameters, given);
  }

  /** Replaces the parameter in the operation, because other operations may refer to its component. */
  #require(parameters: (Parameter | Reference)[], given: Parameter | Reference): void {
    const parameter = this.#resolved<Parameter>(given) as Parameter;
    if (parameter.required !== true) parameters[parameters.indexOf(given)] = { ...parameter, required: true };
  }

  /** A copy of the response with the missing headers, because other operations may refer to the same component. */
  #withHeaders(response: Response | Reference, names: DeclaredConditions['headers']): Response | Reference {
    const resolved = this.#resolved<Response>(response);
    const given = Object.keys(resolved?.headers ?? {}).map((name) => name.toLowerCase());
    const missing = names.filter((name) => !given.includes(FIELD_NAMES[name].toLowerCase()));
    if (resolved === undefined || missing.length === 0) return response;
    return { ...resolved, headers: { ...this.#headers(missing), ...resolved.headers } };
  }

  #addResponse(
    responses: Record<string, Response | Reference>,
    name: ResponseName,
    { headers }: DeclaredConditions,
    json: boolean,
  ): void {
    const { status, description } = RESPONSES[name];
    if (String(status) in responses) return;
    if (name === 'NotModified') {
      // Not a component: the headers are those of the action's 200.
      responses[status] = { description, headers: this.#headers(headers) };
      return;
    }
    const component = json ? name : `${name}Text`;
    this.#add('responses', component, () => ({
      description,
      ...(name === 'ServiceUnavailable' ? { headers: this.#headers(['RetryAfter']) } : {}),
      content: this.#errorContent(json),
    }));
    responses[status] = { $ref: `#/components/responses/${component}` };
  }

  #errorContent(json: boolean): object {
    if (this.#problemDetails) {
      return { 'application/problem+json': { schema: this.#reference('schemas', 'ConditionalRequestProblem') } };
    }
    if (!json) return { 'text/plain': { schema: { type: 'string' } } };
    return { 'application/json': { schema: this.#reference('schemas', 'ConditionalRequestError') } };
  }

  #headers(names: DeclaredConditions['headers']): Record<string, Reference> {
    return Object.fromEntries(names.map((name) => [FIELD_NAMES[name], this.#reference('headers', name)]));
  }

  /** Refers to a component of this library, which is added to the document on first use. */
  #reference<K extends ComponentKind>(kind: K, name: keyof (typeof COMPONENTS)[K] & string): Reference {
    this.#add(kind, name, () => structuredClone(COMPONENTS[kind][name]));
    return { $ref: `#/components/${kind}/${name}` };
  }

  #add(kind: string, name: string, make: () => unknown): void {
    this.#document.components ??= {};
    const { components } = this.#document;
    components[kind] ??= {};
    components[kind][name] ??= make();
  }

  #resolved<T extends object>(value: T | Reference): T | undefined {
    if (!('$ref' in value)) return value;
    const [, kind = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(value.$ref) ?? [];
    return this.#document.components?.[kind]?.[name] as T | undefined;
  }
}

function isHeader(parameter: Parameter | undefined, name: string): boolean {
  return parameter?.in === 'header' && parameter.name.toLowerCase() === name.toLowerCase();
}

const FIELD_NAMES = {
  ETag: 'ETag',
  LastModified: 'Last-Modified',
  CacheControl: 'Cache-Control',
  RetryAfter: 'Retry-After',
} as const satisfies Record<keyof typeof COMPONENTS.headers, string>;
