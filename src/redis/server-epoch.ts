import { randomVersion } from '../stores/random-version';
import { RedisUnavailableError } from './redis-client';
import type { RedisConnection } from './redis-connection';
import { isUnknownScript, Script } from './script';

const CURRENT = new Script("return redis.call('GET', KEYS[1]) or ''");

/** How many times a look-up is repeated after the epoch has changed. */
const TRIES = 5;

/**
 * Detects that Redis has lost data. The epoch of a server ends when it restarts, perhaps from an old snapshot, or when a
 * replica without the last writes takes over. No stored value can show this, because it is restored with the rest. The
 * cache of scripts can: since Redis 7 it is neither stored nor replicated. So each epoch has its own script, with the
 * name of the epoch in its text. The process that begins an epoch sends the text, once. A server that does not know the
 * script has begun another epoch.
 *
 * A key holds the name of the current epoch for all processes. Before Redis 7, scripts are stored, so the name also
 * contains the server's `run_id`.
 */
export class ServerEpoch {
  readonly #connection: RedisConnection;
  readonly #key: string;
  readonly #body: string;
  readonly #expiry: number;
  #script: EpochScript | undefined;
  #beginning: Promise<string> | undefined;

  /**
   * @param key - the key of the epoch; in a cluster, in the same slot as all keys that depend on it
   * @param body - the Lua script to run; `epoch` holds the name of the epoch, and `found` the values of the keys
   * @param expiry - the expiry of the key, in milliseconds; the body extends it
   */
  constructor(connection: RedisConnection, key: string, body: string, expiry: number) {
    this.#connection = connection;
    this.#key = key;
    this.#body = body;
    this.#expiry = expiry;
  }

  /** Begins an epoch if there is none. */
  async ensure(current: string): Promise<void> {
    if (current === '') await this.#begin('');
  }

  /** Runs the script in the current epoch of the server. */
  async run(keys: string[], values: string[]): Promise<string[]> {
    let epoch = this.#script?.epoch ?? (await this.#current());
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = epoch === '' ? undefined : await this.#runIn(epoch, keys, values);
      if (Array.isArray(answer)) return answer;
      epoch = answer === undefined || answer === epoch ? await this.#begin(epoch) : answer;
    }
    throw new RedisUnavailableError(`Redis lost its state during each of ${TRIES} look-ups`);
  }

  /**
   * @returns the values; the name of the current epoch if it is another one; `undefined` if the server does not know
   *   this epoch
   */
  async #runIn(epoch: string, keys: string[], values: string[]): Promise<string[] | string | undefined> {
    try {
      const answer = await this.#connection.runKnown(this.#scriptOf(epoch), [this.#key, ...keys], values);
      return answer as string[] | string;
    } catch (error) {
      if (isUnknownScript(error)) return undefined;
      throw error;
    }
  }

  async #current(): Promise<string> {
    return String(await this.#connection.run(CURRENT, [this.#key], []));
  }

  /** Begins a new epoch after `over`, unless another process has. Simultaneous calls share one attempt. */
  #begin(over: string): Promise<string> {
    this.#beginning ??= this.#beginAlone(over).finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #beginAlone(over: string): Promise<string> {
    const { script } = new EpochScript(randomVersion(), this.#body);
    return String(await this.#connection.runText(script, [this.#key], ['begin', over, String(this.#expiry)]));
  }

  #scriptOf(epoch: string): Script {
    if (this.#script?.epoch !== epoch) this.#script = new EpochScript(epoch, this.#body);
    return this.#script.script;
  }
}

/** The length of the random part of an epoch's name. */
const TOKEN = 32;

/** The script of one epoch. If a client sends the text again after losing its connection, the epoch ends. */
class EpochScript {
  readonly script: Script;

  constructor(
    readonly epoch: string,
    body: string,
  ) {
    this.script = new Script(`
local epoch = '${epoch.slice(0, TOKEN)}'
if not redis.REDIS_VERSION_NUM then
  epoch = epoch .. string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
end
local found = redis.call('MGET', unpack(KEYS))
local current = found[1] or ''
if ARGV[1] == 'begin' then
  if current == epoch then
    redis.call('DEL', KEYS[1])
    return ''
  end
  if current ~= ARGV[2] then return current end
  redis.call('SET', KEYS[1], epoch, 'PX', ARGV[3])
  return epoch
end
if current ~= epoch then return current end
${body}`);
  }
}
