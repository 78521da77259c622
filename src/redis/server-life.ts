import { randomVersion } from '../stores/random-version';
import { RedisUnavailableError } from './redis-client';
import type { RedisConnection } from './redis-connection';
import { isUnknownScript, Script } from './script';

const CURRENT = new Script("return redis.call('GET', KEYS[1]) or ''");

/** How often a look-up follows a life that has changed. */
const TRIES = 5;

/**
 * What a Redis says counts for as long as it remembers: until it restarts, perhaps from an old snapshot, or a replica takes
 * over that has missed the last writes. Nothing that is stored tells these lives apart, as it comes back with the rest. The
 * scripts that a server has run do: since Redis 7 they are neither stored nor copied to replicas. So a life has a script
 * of its own, with the life's name in its text. It is sent as a text once, by whoever begins the life. A server that does
 * not know it is not the one that it was.
 *
 * All processes agree on the life by a key. Before Redis 7 the server's `run_id` is a part of the life's name.
 */
export class ServerLife {
  readonly #connection: RedisConnection;
  readonly #key: string;
  readonly #body: string;
  readonly #expiry: number;
  #script: LifeScript | undefined;
  #beginning: Promise<string> | undefined;

  /**
   * @param key - the key of the life; in a cluster in the slot of all keys that count in it
   * @param body - the script to run, as Lua that finds the life's name in `life`, and the values of its keys in `found`
   * @param expiry - of the key, in milliseconds; the body prolongs it
   */
  constructor(connection: RedisConnection, key: string, body: string, expiry: number) {
    this.#connection = connection;
    this.#key = key;
    this.#body = body;
    this.#expiry = expiry;
  }

  /** Makes sure that a life has begun. */
  async ensure(current: string): Promise<void> {
    if (current === '') await this.#begin('');
  }

  /** Runs the script in the life of the server that is asked. */
  async run(keys: string[], values: string[]): Promise<string[]> {
    let life = this.#script?.life ?? (await this.#current());
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = life === '' ? undefined : await this.#runIn(life, keys, values);
      if (Array.isArray(answer)) return answer;
      life = answer === undefined || answer === life ? await this.#begin(life) : answer;
    }
    throw new RedisUnavailableError(`Redis has not kept one state for ${TRIES} look-ups`);
  }

  /** @returns the life that the key names if it is another one; `undefined` if the server does not know this one */
  async #runIn(life: string, keys: string[], values: string[]): Promise<string[] | string | undefined> {
    try {
      const answer = await this.#connection.runKnown(this.#scriptOf(life), [this.#key, ...keys], values);
      return answer as string[] | string;
    } catch (error) {
      if (isUnknownScript(error)) return undefined;
      throw error;
    }
  }

  async #current(): Promise<string> {
    return String(await this.#connection.run(CURRENT, [this.#key], []));
  }

  /** Begins a life where this one is over, if nobody else has. Those who find out together begin one together. */
  #begin(over: string): Promise<string> {
    this.#beginning ??= this.#beginAlone(over).finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #beginAlone(over: string): Promise<string> {
    const { script } = new LifeScript(randomVersion(), this.#body);
    return String(await this.#connection.runText(script, [this.#key], ['begin', over, String(this.#expiry)]));
  }

  #scriptOf(life: string): Script {
    if (this.#script?.life !== life) this.#script = new LifeScript(life, this.#body);
    return this.#script.script;
  }
}

/** The length of the random part of a life's name. */
const TOKEN = 32;

/** The script of one life. A text that comes twice, sent again by a client that has lost its connection, ends the life. */
class LifeScript {
  readonly script: Script;

  constructor(
    readonly life: string,
    body: string,
  ) {
    this.script = new Script(`
local life = '${life.slice(0, TOKEN)}'
if not redis.REDIS_VERSION_NUM then
  life = life .. string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
end
local found = redis.call('MGET', unpack(KEYS))
local current = found[1] or ''
if ARGV[1] == 'begin' then
  if current == life then
    redis.call('DEL', KEYS[1])
    return ''
  end
  if current ~= ARGV[2] then return current end
  redis.call('SET', KEYS[1], life, 'PX', ARGV[3])
  return life
end
if current ~= life then return current end
${body}`);
  }
}
