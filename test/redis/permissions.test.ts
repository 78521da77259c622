import { expect } from 'chai';
import { createClient } from 'redis';
import { RedisGuard, RedisVersions } from 'routing-controllers-etag/redis';
import { type Client, describeOnRedis } from './on-redis';

describeOnRedis('fault 28: a user that may do nothing dangerous', { own: true }, (redis) => {
  const clients: Client[] = [];
  afterEach(() => {
    for (const each of clients.splice(0)) each.destroy();
  });

  for (const [what, rules] of [
    ['of all that is not', ['~*', '+@all', '-@dangerous']],
    ['nor administer, nor touch the keys of others', ['~test-*', '+@all', '-@dangerous', '-@admin', '-@pubsub']],
    [
      'and no more than what is used',
      [
        '~test-*',
        ...used('eval evalsha get set del mget pttl pexpire time'),
        ...used('hget hset hdel hexists hgetall'),
      ],
    ],
  ] as const) {
    it(`gives versions and turns: ${what}`, async () => {
      const administrator = await redis.connect();
      await administrator.sendCommand(['ACL', 'SETUSER', 'app', 'reset', 'on', '>secret', ...rules]);
      const client = createClient({ url: redis.url, username: 'app', password: 'secret', disableClientInfo: true });
      clients.push(client as Client);
      await client.connect();
      const versions = new RedisVersions(client, { prefix: redis.prefix });
      const before = await versions.versionsOf(['a', 'b']);
      expect(await versions.versionsOf(['a', 'b'])).to.deep.equal(before);
      const [mark, other] = [await versions.mark(['a']), await versions.mark(['a'])];
      await versions.touch('a', 'b');
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      await mark.settle();
      await other.settle();
      expect(await versions.versionsOf(['a', 'b'])).not.to.deep.equal(before);
      const guard = new RedisGuard(client, { prefix: redis.prefix });
      const turn = await guard.take(['a'], new AbortController().signal);
      const next = new RedisGuard(client, { prefix: redis.prefix }).take(['a'], new AbortController().signal);
      await turn.end();
      await (await next).end();
    });
  }
});

function used(commands: string): string[] {
  return commands.split(' ').map((command) => `+${command}`);
}
