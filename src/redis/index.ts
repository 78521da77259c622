export { type IORedisClient, type NodeRedisClient, type RedisClient, RedisUnavailableError } from './redis-client';
export { RedisGuard, type RedisGuardOptions } from './redis-guard';
export { RedisVersions, type RedisVersionsOptions } from './redis-versions';
