import { createReadStream } from 'node:fs';
import { ContentType, Controller, Get, UseInterceptor } from 'routing-controllers';
import { CacheControl, ShallowEtag } from 'routing-controllers-etag';
import { Service } from 'typedi';
import { openApiDocument } from './document';

/** A page on which Swagger UI shows the document. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>The articles API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' });</script>
  </body>
</html>
`;

/**
 * The OpenAPI document and a page that shows it. Both are tagged by their bytes, because they change only with a
 * release.
 */
@Service()
@Controller()
@CacheControl({ noCache: true })
@UseInterceptor(ShallowEtag())
export class ViewerController {
  readonly #document = openApiDocument();

  @Get('/openapi.json')
  @ContentType('application/json; charset=utf-8')
  document() {
    return this.#document;
  }

  @Get('/docs')
  @ContentType('text/html; charset=utf-8')
  page() {
    return PAGE;
  }

  @Get('/docs/swagger-ui.css')
  @ContentType('text/css; charset=utf-8')
  styles() {
    return createReadStream(require.resolve('swagger-ui-dist/swagger-ui.css'));
  }

  @Get('/docs/swagger-ui-bundle.js')
  @ContentType('text/javascript; charset=utf-8')
  script() {
    return createReadStream(require.resolve('swagger-ui-dist/swagger-ui-bundle.js'));
  }
}
