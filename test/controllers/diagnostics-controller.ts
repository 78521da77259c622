import { Readable } from 'node:stream';
import {
  Body,
  Delete,
  Get,
  HttpCode,
  JsonController,
  NotFoundError,
  Post,
  Put,
  UseInterceptor,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  type Guard,
  GuardUnavailableError,
  LastModified,
  MemoryVersions,
  PreconditionFailedError,
  PreconditionRequired,
  ShallowEtag,
  Touches,
  untagged,
  versionOf,
} from 'routing-controllers-etag';
import { WatchedStore } from '../stores/watched-store';
import { type Exchange, InExchange } from './exchange';

export const MODIFIED = new Date('2024-05-01T12:00:00Z');

const memory = new MemoryVersions();

/** The version store of the application: a test marks its names, and lets it fail. */
export const store = new WatchedStore(() => memory);

/** A guard whose turns never come where the key says so. */
export const guard: Guard = {
  take(keys) {
    if (keys.includes('busy')) throw new GuardUnavailableError('busy');
    return { lost: new AbortController().signal, end() {} };
  },
};

let ticks = 0;

/** An action for each way in which a request can end. */
@JsonController('/ends')
export class EndsController {
  @Get('/tagged')
  @ETag(() => 4)
  @LastModified(() => MODIFIED)
  tagged(): object {
    return { tagged: true };
  }

  @Get('/dated')
  @LastModified(() => MODIFIED)
  dated(): object {
    return { dated: true };
  }

  @Get('/just-now')
  @LastModified(() => new Date(Date.now() + 1000))
  justNow(): object {
    return { dated: true };
  }

  @Put('/tagged')
  @ETag(() => 4)
  @LastModified(() => MODIFIED)
  @ETagFromResult(() => 5)
  put(@Body() body: object): object {
    return body;
  }

  @Delete('/tagged')
  @ETag(() => 4)
  @PreconditionRequired()
  remove(): object {
    return {};
  }

  @Put('/weak')
  @ETag(() => 'W/"4"')
  putWeak(): object {
    return {};
  }

  @Put('/dateless')
  @ETag(() => 4)
  putDateless(): object {
    return {};
  }

  @Put('/untagged')
  @ETag(() => untagged)
  putUntagged(): object {
    return {};
  }

  @Put('/conflict')
  @ETag(() => 4)
  conflict(): object {
    throw new PreconditionFailedError();
  }

  @Put('/busy')
  @ETag(() => 4, { guard: () => 'busy' })
  busy(): object {
    return {};
  }

  /** A clock in the tag. */
  @Get('/unstable')
  @ETag(() => `tick-${++ticks}`)
  unstable(): object {
    return { always: 'the same' };
  }

  /** A method may be named by a symbol. */
  @Get('/symbol')
  @ETag(() => 4)
  [Symbol.for('symbol')](): object {
    return {};
  }

  /** The same without a tag. */
  @Put('/symbol')
  [Symbol.for('plain symbol')](): object {
    return {};
  }

  @Get('/unstable-stream')
  @ETag(() => `tick-${++ticks}`)
  unstableStream(): Readable {
    return Readable.from([Buffer.from('always '), Buffer.from('the same')]);
  }

  @Get('/nothing')
  @ETag(() => null)
  nothing(): object {
    throw new NotFoundError();
  }

  @Get('/untagged')
  @ETag(() => untagged)
  untagged(): object {
    return {};
  }

  @Get('/missing')
  @ETag(() => 4)
  missing(): object {
    throw new NotFoundError();
  }

  @Get('/names/marked')
  @ETag(versionOf(() => 'marked'))
  marked(): object {
    return {};
  }

  @Get('/names/away')
  @ETag(versionOf(() => 'away'))
  away(): object {
    return {};
  }

  @Put('/names/away')
  @Touches(() => 'away')
  putAway(): object {
    return {};
  }

  @Get('/names/changed')
  @ETag(versionOf(() => 'changed'))
  async changed(): Promise<object> {
    await store.touch('changed');
    return {};
  }

  @Get('/plain')
  plain(): object {
    return {};
  }

  @Put('/plain')
  putPlain(): object {
    return {};
  }

  @Post('/plain')
  @UseInterceptor(ShallowEtag())
  post(): object {
    return {};
  }

  @Get('/shallow')
  @UseInterceptor(ShallowEtag())
  shallow(): object {
    return { small: true };
  }

  @Get('/too-large')
  @UseInterceptor(ShallowEtag({ maxBytes: 20 }))
  tooLarge(): object {
    return { small: 'no, this is larger' };
  }

  @Get('/no-store')
  @CacheControl({ noStore: true })
  @UseInterceptor(ShallowEtag())
  noStore(): object {
    return {};
  }

  @Get('/stream')
  @UseInterceptor(ShallowEtag())
  stream(): Readable {
    return Readable.from([Buffer.from('a stream')]);
  }

  @Get('/part')
  @HttpCode(204)
  @UseInterceptor(ShallowEtag())
  part(): string {
    return '';
  }

  /** A tag that nothing compares. */
  @Get('/by-hand')
  byHand(@InExchange() exchange: Exchange): object {
    exchange.set('ETag', '"by-hand"');
    return {};
  }

  /** A 304 that the action makes itself. */
  @Get('/elsewhere')
  elsewhere(@InExchange() exchange: Exchange): object {
    exchange.setStatus(304);
    return {};
  }
}

const names = new MemoryVersions();

/** Reads and writes of names in memory; one write has forgotten to touch them. */
@JsonController('/names')
export class NamesController {
  static readonly versions = names;

  @Get('/kept')
  @ETag(versionOf(() => 'kept'))
  read(): object {
    return {};
  }

  @Put('/kept')
  @Touches(() => 'kept')
  write(): object {
    return {};
  }

  /** `@Touches` is missing. */
  @Delete('/kept')
  remove(): object {
    return {};
  }

  /** It touches by the store itself. */
  @Post('/kept')
  post(): object {
    names.touch('kept');
    return {};
  }
}
