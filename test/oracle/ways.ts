import { All, JsonController, Param } from 'routing-controllers';
import {
  ETag,
  entityTag,
  LastModified,
  type ValidatorSources,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { type EntityTag, formatEntityTag, formatHttpDate } from 'routing-controllers-etag/http';
import { App, type Setup } from '../controllers/app';
import { below, type Exchange, middleware } from '../controllers/exchange';

/** The current representation of a resource, by the resource's name. */
export type Current = (resource: string) => ValidatorSources | null;

/** An application with the same resources behind each way into the library: `/{way}/{resource}/{request}`. */
export class Ways extends App {
  constructor(
    setup: Setup,
    current: Current,
    /** The paths of the requests whose action has run. */
    readonly ran = new Set<string>(),
  ) {
    super(setup, {
      controllers: [controller(current, ran)],
      interceptors: [class {}],
      use: [
        below('/conditional-get/', setup.driver.middleware().conditionalGet()),
        middleware((exchange, next) => plainRoute(current, ran, exchange, next)),
      ],
    });
  }
}

function controller(current: Current, ran: Set<string>) {
  @JsonController()
  class Resources {
    @All('/decorated/:resource/:request')
    @ETag((resource: string) => current(resource)?.etag)
    @LastModified((resource: string) => current(resource)?.lastModified)
    decorated(@Param('resource') resource: string, @Param('request') request: string) {
      ran.add(`/decorated/${resource}/${request}`);
      return current(resource) === null ? undefined : 'content';
    }

    @All('/injected/:resource/:request')
    injected(@Param('resource') resource: string, @Param('request') request: string, @WebReq() web: WebRequest) {
      if (web.checkNotModified(current(resource))) return null;
      ran.add(`/injected/${resource}/${request}`);
      return current(resource) === null ? undefined : 'content';
    }
  }
  return Resources;
}

/** What is no route of the controller: a check by hand, or a response that is evaluated on its way. */
function plainRoute(current: Current, ran: Set<string>, exchange: Exchange, next: () => unknown): unknown {
  const [, way, resource = ''] = exchange.path.split('/');
  if (way !== 'plain' && way !== 'conditional-get') return next();
  const representation = current(resource);
  if (way === 'plain' && exchange.checkNotModified(representation)) return;
  ran.add(exchange.path);
  if (representation === null) {
    exchange.setStatus(404);
    return exchange.answer({ name: 'NotFoundError' });
  }
  const { etag, lastModified } = representation;
  if (way === 'conditional-get') {
    if (etag !== undefined) exchange.set('ETag', formatEntityTag(entityTag(etag as string | EntityTag)));
    if (lastModified !== undefined) exchange.set('Last-Modified', formatHttpDate(lastModified));
  }
  exchange.answer({ content: resource });
}
