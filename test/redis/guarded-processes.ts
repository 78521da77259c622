import { Get, HeaderParam, JsonController, Put } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { type NodeRedisClient, RedisGuard, type RedisGuardOptions } from 'routing-controllers-etag/redis';
import { App, plainSetup, type Setup, setups } from '../controllers/app';
import type { Answer, Fields } from '../request';
import { Gate } from '../stores/gate';
import { WatchedClient } from './watched-client';

/** Where the writes of all processes wait until a test lets them go on. */
export const gate = new Gate();

@JsonController('/things')
class ThingController {
  @Get('/:id')
  @ETag(() => 'v1')
  read(): object {
    return {};
  }

  @Put('/:id')
  @ETag(() => 'v1')
  async write(@HeaderParam('X-Name') name: string): Promise<object> {
    await gate.pass(name);
    return {};
  }
}

/** What makes an application one of several processes: a guard on a client of its own. */
export class GuardedProcess {
  readonly client: WatchedClient;
  readonly app: App;

  private constructor(client: NodeRedisClient, options: RedisGuardOptions, setup: Setup) {
    this.client = new WatchedClient(client);
    this.app = new App(setup, {
      controllers: [ThingController],
      conditionalRequests: { guard: new RedisGuard(this.client, options) },
    });
  }

  static async start(client: NodeRedisClient, options: RedisGuardOptions, setup = plainSetup): Promise<GuardedProcess> {
    const started = new GuardedProcess(client, options, setup);
    await started.app.start();
    running.push(started);
    return started;
  }

  /** Sends a conditional write, and waits until it stands in line. */
  async write(name: string): Promise<{ readonly answer: Promise<Answer> }> {
    const before = this.client.happenings.count('answered');
    const answer = this.send('PUT', '/things/1', name);
    answer.catch(() => {});
    await this.client.answered(before + 1);
    return { answer };
  }

  send(method: string, path: string, name: string, fields: Fields = { 'If-Match': '"v1"' }): Promise<Answer> {
    return this.app.send(method, path, { 'X-Name': name, ...fields });
  }
}

const running: GuardedProcess[] = [];

/** Stops all processes that a test has started. */
export async function stopProcesses(): Promise<void> {
  for (const each of running.splice(0)) await each.app.stop();
}

/** Describes the same behaviour with the error handler of routing-controllers and with another one. */
export function inEachErrorMode(behaviour: (setup: Setup) => void): void {
  for (const setup of setups.filter(({ envelope }) => !envelope)) {
    describe(`on ${setup.name}`, () => behaviour(setup));
  }
}
