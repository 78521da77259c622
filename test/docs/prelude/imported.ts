/** What a part of a program takes for granted: the names that the rest of it imports. */
declare global {
  const Authorized: typeof import('routing-controllers').Authorized;
  const Body: typeof import('routing-controllers').Body;
  const CookieParam: typeof import('routing-controllers').CookieParam;
  const createKoaServer: typeof import('routing-controllers').createKoaServer;
  const CurrentUser: typeof import('routing-controllers').CurrentUser;
  const Delete: typeof import('routing-controllers').Delete;
  const Get: typeof import('routing-controllers').Get;
  const HeaderParam: typeof import('routing-controllers').HeaderParam;
  const HttpCode: typeof import('routing-controllers').HttpCode;
  const JsonController: typeof import('routing-controllers').JsonController;
  const NotFoundError: typeof import('routing-controllers').NotFoundError;
  type NotFoundError = import('routing-controllers').NotFoundError;
  const OnNull: typeof import('routing-controllers').OnNull;
  const OnUndefined: typeof import('routing-controllers').OnUndefined;
  const Param: typeof import('routing-controllers').Param;
  const Patch: typeof import('routing-controllers').Patch;
  const Post: typeof import('routing-controllers').Post;
  const Put: typeof import('routing-controllers').Put;
  const QueryParam: typeof import('routing-controllers').QueryParam;
  const Res: typeof import('routing-controllers').Res;
  type RoutingControllersOptions = import('routing-controllers').RoutingControllersOptions;
  const Session: typeof import('routing-controllers').Session;
  const UseBefore: typeof import('routing-controllers').UseBefore;
  const useExpressServer: typeof import('routing-controllers').useExpressServer;
  const UseInterceptor: typeof import('routing-controllers').UseInterceptor;
  const useKoaServer: typeof import('routing-controllers').useKoaServer;

  const conditionalRequests: typeof import('routing-controllers-etag').conditionalRequests;
  const CacheControl: typeof import('routing-controllers-etag').CacheControl;
  const entityTag: typeof import('routing-controllers-etag').entityTag;
  const ETag: typeof import('routing-controllers-etag').ETag;
  const ETagContext: typeof import('routing-controllers-etag').ETagContext;
  const ETagFromResult: typeof import('routing-controllers-etag').ETagFromResult;
  const Expires: typeof import('routing-controllers-etag').Expires;
  const InProcessGuard: typeof import('routing-controllers-etag').InProcessGuard;
  type InProcessGuard = import('routing-controllers-etag').InProcessGuard;
  const LastModified: typeof import('routing-controllers-etag').LastModified;
  const LastModifiedFromResult: typeof import('routing-controllers-etag').LastModifiedFromResult;
  const MemoryVersions: typeof import('routing-controllers-etag').MemoryVersions;
  type MemoryVersions = import('routing-controllers-etag').MemoryVersions;
  const optimisticLock: typeof import('routing-controllers-etag').optimisticLock;
  const PreconditionFailedError: typeof import('routing-controllers-etag').PreconditionFailedError;
  type PreconditionFailedError = import('routing-controllers-etag').PreconditionFailedError;
  const PreconditionRequired: typeof import('routing-controllers-etag').PreconditionRequired;
  const PreconditionRequiredError: typeof import('routing-controllers-etag').PreconditionRequiredError;
  type PreconditionRequiredError = import('routing-controllers-etag').PreconditionRequiredError;
  const ShallowEtag: typeof import('routing-controllers-etag').ShallowEtag;
  const Touches: typeof import('routing-controllers-etag').Touches;
  const tagged: typeof import('routing-controllers-etag').tagged;
  type Tagged<T> = import('routing-controllers-etag').Tagged<T>;
  const untagged: typeof import('routing-controllers-etag').untagged;
  const Vary: typeof import('routing-controllers-etag').Vary;
  const versionOf: typeof import('routing-controllers-etag').versionOf;
  const WebReq: typeof import('routing-controllers-etag').WebReq;
  const WebRequest: typeof import('routing-controllers-etag').WebRequest;
  type WebRequest = import('routing-controllers-etag').WebRequest;

  const checkNotModified: typeof import('routing-controllers-etag/koa').checkNotModified;
  const conditionalWrite: typeof import('routing-controllers-etag/koa').conditionalWrite;
  const conditionalGet: typeof import('routing-controllers-etag/koa').conditionalGet;
  const shallowEtag: typeof import('routing-controllers-etag/koa').shallowEtag;
  const webRequest: typeof import('routing-controllers-etag/koa').webRequest;

  const evaluatePreconditions: typeof import('routing-controllers-etag/http').evaluatePreconditions;
  const formatCacheControl: typeof import('routing-controllers-etag/http').formatCacheControl;
  const formatEntityTag: typeof import('routing-controllers-etag/http').formatEntityTag;
  const formatHttpDate: typeof import('routing-controllers-etag/http').formatHttpDate;
  const parseEntityTag: typeof import('routing-controllers-etag/http').parseEntityTag;
  const parseEntityTagList: typeof import('routing-controllers-etag/http').parseEntityTagList;
  const parseHttpDate: typeof import('routing-controllers-etag/http').parseHttpDate;
  const readConditions: typeof import('routing-controllers-etag/http').readConditions;
  const strongMatch: typeof import('routing-controllers-etag/http').strongMatch;
  const weakMatch: typeof import('routing-controllers-etag/http').weakMatch;

  const RedisGuard: typeof import('routing-controllers-etag/redis').RedisGuard;
  type RedisGuard = import('routing-controllers-etag/redis').RedisGuard;
  const RedisVersions: typeof import('routing-controllers-etag/redis').RedisVersions;
  type RedisVersions = import('routing-controllers-etag/redis').RedisVersions;

  const createClient: typeof import('redis').createClient;
}

export {};
