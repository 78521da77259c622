import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { getMetadataArgsStorage } from 'routing-controllers';
import { type DocumentConditionsOptions, documentConditions } from 'routing-controllers-etag/openapi';
import { routingControllersToSpec } from 'routing-controllers-openapi';
import { ArticleController, PageController } from './controllers';
import { declaredCases, KindsController } from './declared.cases';

const root = join(__dirname, '..', '..', '..');
const folder = join(root, 'build', 'openapi-client');

/** Rules about what an application says of itself. */
const NOT_OURS = ['no-empty-servers', 'info-license', 'operation-4xx-response', 'security-defined'];

type Operation = {
  parameters?: ({ $ref: string } | { name: string; required?: boolean })[];
  responses: Record<string, { $ref?: string; headers?: object; content?: object; description?: string }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
};

/** The metadata of these controllers alone: other test files register theirs in the same process. */
function storage(
  controllers: readonly Function[] = [ArticleController, PageController],
): ReturnType<typeof getMetadataArgsStorage> {
  const all = getMetadataArgsStorage();
  const actions = all.actions.filter(({ target }) => controllers.includes(target));
  return Object.assign(Object.create(all), { actions });
}

function plainDocument(more: object = {}, options: DocumentConditionsOptions = {}): Document {
  const schemas = validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' });
  const { Article } = schemas;
  return routingControllersToSpec(storage(), options, {
    ...more,
    components: { schemas: { Article }, ...(more as { components?: object }).components } as never,
  }) as unknown as Document;
}

function documented(more: object = {}, options: DocumentConditionsOptions = {}): Document {
  return documentConditions(plainDocument(more, options), storage(), options);
}

/** The name of a component that is referred to, or of what is described in place. */
function nameOf(value: { $ref?: string; name?: string }): string {
  return value.$ref?.split('/').at(-1) ?? value.name ?? '';
}

const parameters = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const headers = (name: string) => ({ $ref: `#/components/headers/${name}` });
const responses = (name: string) => ({ $ref: `#/components/responses/${name}` });

describe('documentConditions', () => {
  describe('of a read', () => {
    const { get } = documented().paths['/articles/{id}'] as { get: Operation };
    const list = (documented().paths['/articles'] as { get: Operation }).get;

    it('has If-None-Match where there is a tag, and If-Modified-Since where there is a date', () => {
      expect(get.parameters).to.deep.include(parameters('IfNoneMatch'));
      expect(get.parameters).not.to.deep.include(parameters('IfModifiedSince'));
      expect(list.parameters).to.deep.equal([parameters('IfModifiedSince')]);
    });

    it('has ETag, Last-Modified and Cache-Control on its 200', () => {
      expect(get.responses[200]?.headers).to.deep.equal({
        ETag: headers('ETag'),
        'Cache-Control': headers('CacheControl'),
      });
      expect(list.responses[200]?.headers).to.deep.equal({
        'Last-Modified': headers('LastModified'),
        'Cache-Control': headers('CacheControl'),
      });
      expect(get.responses[200]?.content, 'the content stays').to.deep.equal({
        'application/json': { schema: { $ref: '#/components/schemas/Article' } },
      });
    });

    it('has a 304 with the same headers and no content (RFC 9110, section 15.4.5)', () => {
      expect(get.responses[304]).to.deep.equal({
        description: 'The version that the client has is current',
        headers: get.responses[200]?.headers,
      });
      expect(Object.keys(get.responses)).to.deep.equal(['200', '304']);
    });
  });

  describe('of a write', () => {
    const { paths, components } = documented();
    const { put, delete: remove } = paths['/articles/{id}'] as { put: Operation; delete: Operation };
    const page = (paths['/pages/{name}'] as { put: Operation }).put;
    const create = (paths['/articles'] as { post: Operation }).post;

    it('requires If-Match with @PreconditionRequired, and has a 428', () => {
      expect(put.parameters).to.deep.include(parameters('RequiredIfMatch'));
      expect(components.parameters?.RequiredIfMatch).to.include({ in: 'header', name: 'If-Match', required: true });
      expect(put.responses[428]).to.deep.equal(responses('PreconditionRequired'));
    });

    it('requires If-Unmodified-Since with @PreconditionRequired, where there is only a date', () => {
      expect(remove.parameters).to.deep.include(parameters('RequiredIfUnmodifiedSince'));
    });

    it('may be sent If-Match, and If-None-Match to create, without it', () => {
      expect(page.parameters?.slice(1)).to.deep.equal([parameters('IfMatch'), parameters('IfNoneMatchOfWrite')]);
      expect(components.parameters?.IfMatch).not.to.have.property('required');
      expect(Object.keys(page.responses)).to.deep.equal(['200', '412']);
    });

    it('has a 412, and a 503 with Retry-After where it takes turns', () => {
      expect(put.responses[412]).to.deep.equal(responses('PreconditionFailed'));
      expect(put.responses[503]).to.deep.equal(responses('ServiceUnavailable'));
      expect(components.responses?.ServiceUnavailable).to.deep.include({
        headers: { 'Retry-After': headers('RetryAfter') },
      });
    });

    it('has the tag of the version that it has made, and no other', () => {
      expect(put.responses[200]?.headers).to.deep.equal({ ETag: headers('ETag') });
      expect(create.responses[201]?.headers).to.deep.equal({ ETag: headers('ETag') });
      expect(page.responses[200]).not.to.have.property('headers');
    });

    it('has no condition where nothing evaluates one', () => {
      expect(create).not.to.have.property('parameters');
      expect(Object.keys(create.responses), '@Touches may have to wait').to.deep.equal(['201', '503']);
    });
  });

  describe('of each kind of action', () => {
    const kinds = storage([KindsController]);
    const { paths } = documentConditions(routingControllersToSpec(kinds) as unknown as Document, kinds);

    for (const {
      rule,
      operation: [method, path],
      ...expected
    } of declaredCases) {
      it(`${method.toUpperCase()}: ${rule}`, () => {
        const operation = paths[`/kinds${path}`]?.[method] as Operation;
        const { 200: ok, ...others } = operation.responses;
        expect({
          parameters: (operation.parameters ?? []).map(nameOf).sort(),
          headers: Object.values(ok?.headers ?? {})
            .map(nameOf)
            .sort(),
          responses: Object.keys(others).map(Number),
        }).to.deep.equal({ parameters: [], headers: [], responses: [], ...expected });
        expect(others[304]?.headers).to.deep.equal(others[304] && ok?.headers);
      });
    }
  });

  it('leaves an action alone that is not conditional', () => {
    expect(documented().paths['/articles/plain']).to.deep.equal(plainDocument().paths['/articles/plain']);
  });

  it('leaves the document that it was given as it is', () => {
    const document = plainDocument();
    documentConditions(document, storage());
    expect(document).to.deep.equal(plainDocument());
  });

  it('shares nothing between two documents', () => {
    const { components } = documented();
    Object.assign(components.headers?.ETag as object, { description: 'changed' });
    expect(documented().components.headers?.ETag).not.to.include({ description: 'changed' });
  });

  it('leaves out what no action refers to', () => {
    const text = JSON.stringify(documented());
    for (const [kind, named] of Object.entries(documented().components)) {
      for (const name of Object.keys(named)) {
        expect(text, `${kind}/${name}`).to.include(`"#/components/${kind}/${name}"`);
      }
    }
  });

  it('changes nothing in a document that it has completed', () => {
    const document = documented();
    expect(documentConditions(document, storage())).to.deep.equal(document);
  });

  describe('keeps what the document says already', () => {
    it('a parameter of the action, in whatever case, which becomes required', () => {
      const { put } = documented().paths['/articles/{id}/image'] as { put: Operation };
      expect(put.parameters?.filter((each) => 'name' in each && each.name === 'if-match')).to.deep.equal([
        { in: 'header', name: 'if-match', required: true, schema: { type: 'string' } },
      ]);
      expect(put.parameters).not.to.deep.include(parameters('RequiredIfMatch'));
    });

    it('a parameter that it refers to, and that others may refer to', () => {
      const Mine = { in: 'header', name: 'If-Match', schema: { type: 'string', format: 'tag' } };
      const document = plainDocument({ components: { parameters: { Mine } } });
      document.paths['/articles/{id}']?.put?.parameters?.push(parameters('Mine'));
      const { paths, components } = documentConditions(document, storage());
      expect(paths['/articles/{id}']?.put?.parameters?.slice(1)).to.deep.equal([{ ...Mine, required: true }]);
      expect(components.parameters?.Mine).to.deep.equal(Mine);
    });

    it('a response', () => {
      const { delete: remove } = documented().paths['/articles/{id}'] as { delete: Operation };
      expect(remove.responses[412]).to.deep.equal({ description: 'Somebody has changed it meanwhile' });
    });

    it('a header of a response', () => {
      const document = plainDocument();
      const ETag = { description: 'The version', schema: { type: 'string' } };
      Object.assign(document.paths['/articles/{id}']?.get?.responses[200] as object, { headers: { ETag } });
      const { get } = documentConditions(document, storage()).paths['/articles/{id}'] as { get: Operation };
      expect(get.responses[200]?.headers).to.deep.equal({ ETag, 'Cache-Control': headers('CacheControl') });
    });

    it('a header of a response, in whatever case', () => {
      const document = plainDocument();
      const Etag = { schema: { type: 'string' } };
      Object.assign(document.paths['/articles/{id}']?.get?.responses[200] as object, { headers: { Etag } });
      const { get } = documentConditions(document, storage()).paths['/articles/{id}'] as { get: Operation };
      expect(get.responses[200]?.headers).to.deep.equal({ Etag, 'Cache-Control': headers('CacheControl') });
    });

    it('a response that it refers to, and that others may refer to', () => {
      const Found = { description: 'An article', content: { 'application/json': {} } };
      const document = plainDocument({ components: { responses: { Found } } });
      Object.assign(document.paths['/articles/{id}']?.get?.responses as object, { 200: responses('Found') });
      const { paths, components } = documentConditions(document, storage());
      expect(paths['/articles/{id}']?.get?.responses[200]).to.deep.equal({
        ...Found,
        headers: { ETag: headers('ETag'), 'Cache-Control': headers('CacheControl') },
      });
      expect(components.responses?.Found).to.deep.equal(Found);
    });

    it('what it refers to elsewhere', () => {
      const elsewhere = { $ref: 'https://example.com/parts.json#/found' };
      const document = plainDocument();
      Object.assign(document.paths['/articles/{id}']?.get?.responses as object, { 200: elsewhere });
      const { get } = documentConditions(document, storage()).paths['/articles/{id}'] as { get: Operation };
      expect(get.responses[200]).to.deep.equal(elsewhere);
      expect(get.responses).to.have.property('304');
    });

    it('operations in the extension', () => {
      const PURGE = { responses: { 204: { description: 'Gone' } } };
      const document = plainDocument();
      Object.assign(document.paths['/articles/search'] as object, { 'x-oai-additionalOperations': { PURGE } });
      const item = documentConditions(document, storage()).paths['/articles/search'] as Record<string, object>;
      expect(item['x-oai-additionalOperations']).to.have.keys('PURGE', 'QUERY');
    });

    it('and what it leaves out: operations, paths, components', () => {
      const document = { openapi: '3.1.0', paths: { '/articles/{id}': {} } };
      expect(documentConditions(document, storage())).to.deep.equal(document);
      expect(documentConditions({ openapi: '3.1.0' }, storage())).to.deep.equal({ openapi: '3.1.0' });
    });

    it('a component of the same name: so a description is replaced', () => {
      const ETag = { description: 'The version', schema: { type: 'string' } };
      expect(documented({ components: { headers: { ETag } } }).components.headers?.ETag).to.deep.equal(ETag);
    });
  });

  describe('errors', () => {
    it('are an object of a name and a message', () => {
      expect(documented().components.responses?.PreconditionFailed).to.deep.include({
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ConditionalRequestError' } } },
      });
    });

    it('are text in a controller that is not of JSON', () => {
      const { paths, components } = documented();
      expect(paths['/pages/{name}']?.put?.responses[412]).to.deep.equal(responses('PreconditionFailedText'));
      expect(components.responses?.PreconditionFailedText).to.deep.include({
        content: { 'text/plain': { schema: { type: 'string' } } },
      });
    });

    it('are problem details where the application makes them so', () => {
      const { components } = documented({}, { problemDetails: true });
      expect(components.responses?.PreconditionFailed).to.deep.include({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ConditionalRequestProblem' } } },
      });
      expect(components.schemas).not.to.have.property('ConditionalRequestError');
    });
  });

  it('finds the actions behind a route prefix', () => {
    const { paths } = documented({}, { routePrefix: '/api' });
    expect(paths['/api/articles/{id}']?.get?.responses).to.have.property('304');
  });

  describe('QUERY', () => {
    for (const openapi of ['3.0.0', '3.0.4', '3.1.0', '3.1.1']) {
      it(`is in an extension in OpenAPI ${openapi}, which does not know it`, () => {
        const item = documented({ openapi }).paths['/articles/search'] as Record<string, unknown>;
        expect(Object.keys(item)).to.deep.equal(['x-oai-additionalOperations']);
        const { QUERY } = item['x-oai-additionalOperations'] as { QUERY: Operation };
        expect(QUERY.parameters).to.deep.equal([parameters('IfNoneMatch')]);
        expect(QUERY.responses).to.have.property('304');
      });
    }

    for (const openapi of ['3.2.0', '3.10.0']) {
      it(`is an operation in OpenAPI ${openapi}`, () => {
        const item = documented({ openapi }).paths['/articles/search'];
        expect(item?.query?.responses).to.have.property('304');
      });
    }
  });

  describe('a public linter finds no fault', function () {
    this.timeout(60_000);
    before(() => mkdirSync(folder, { recursive: true }));

    for (const openapi of ['3.0.0', '3.1.0', '3.2.0']) {
      for (const problemDetails of [false, true]) {
        it(`in OpenAPI ${openapi}, with ${problemDetails ? 'problem details' : 'plain errors'}`, () => {
          const file = join(folder, `${openapi}-${problemDetails}.json`);
          writeFileSync(file, JSON.stringify(documented({ openapi }, { problemDetails })));
          const skipped = NOT_OURS.flatMap((rule) => ['--skip-rule', rule]);
          run('redocly', ['lint', file, '--extends', 'recommended-strict', '--format', 'stylish', ...skipped]);
        });
      }
    }
  });

  describe('types that a public generator makes of it', function () {
    this.timeout(60_000);

    function compileClient(document: Document): void {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'document.json');
      writeFileSync(file, JSON.stringify(document));
      const generator = join(root, 'test', 'openapi', 'generator');
      run(join(generator, 'node_modules', '.bin', 'openapi-typescript'), [file, '-o', join(folder, 'document.d.ts')]);
      copyFileSync(join(generator, 'client.ts'), join(folder, 'client.ts'));
      const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom'];
      run('tsc', ['--ignoreConfig', ...options, '--types', '', join(folder, 'client.ts')]);
    }

    it('let no PUT without If-Match compile where it is required', () => {
      compileClient(documented());
    });

    it('of the document as it was before, the same client does not compile', () => {
      expect(() => compileClient(plainDocument({ openapi: '3.2.0' }))).to.throw(/Unused '@ts-expect-error' directive/);
    });
  });
});

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program.includes('/') ? program : join(root, 'node_modules', '.bin', program), args, {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} failed:\n${stdout}\n${stderr}`);
  }
}
