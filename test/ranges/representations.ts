import { createReadStream, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Controller, Get, Header, HttpCode, Param, Post, UseInterceptor } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, ShallowEtag } from 'routing-controllers-etag';
import { type Exchange, InExchange } from '../controllers/exchange';
import { TemporaryDirectory } from '../koa/temporary-directory';

/** What every representation has: eleven bytes, as text and as JSON. */
export const TEXT = '{"a":12345}';

const folder = new TemporaryDirectory();
const file = folder.write(TEXT);

// A worker loads this once for several files of tests.
process.once('exit', () => folder.remove());

/** The same bytes in each kind of body. */
function bodyOf(kind: string): unknown {
  if (kind === 'text') return TEXT;
  if (kind === 'buffer') return Buffer.from(TEXT);
  if (kind === 'json') return JSON.parse(TEXT);
  return createReadStream(file);
}

@Controller()
export class RepresentationController {
  @Get('/plain/:kind')
  plain(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Post('/plain/:kind')
  post(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/tagged/:kind')
  @ETag(() => 'v1')
  tagged(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/late/:kind')
  @ETagFromResult(() => 'v1')
  late(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/weak/:kind')
  @ETag(() => 'W/"v1"')
  weak(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/dated/:kind')
  @LastModified(() => Date.UTC(2000, 0))
  dated(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/shallow/:kind')
  @UseInterceptor(ShallowEtag())
  shallow(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/created/:kind')
  @HttpCode(203)
  created(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/coded/:kind')
  @Header('Content-Encoding', 'gzip')
  coded(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/none/:kind')
  @Header('Accept-Ranges', 'none')
  none(@Param('kind') kind: string): unknown {
    return bodyOf(kind);
  }

  @Get('/stream')
  stream(): unknown {
    return Readable.from([Buffer.from(TEXT)], { objectMode: false });
  }

  @Get('/part-of-file')
  partOfFile(): unknown {
    return createReadStream(file, { start: 1 });
  }

  @Get('/empty')
  empty(): unknown {
    return '';
  }

  @Get('/own-range')
  ownRange(@InExchange() exchange: Exchange): unknown {
    exchange.setStatus(206);
    exchange.set('Content-Range', 'bytes 0-0/11');
    return '{';
  }

  @Get('/bytes/:length')
  bytes(@Param('length') length: number): unknown {
    return Buffer.from(bytesOf(length));
  }

  @Get('/file/:length')
  file(@Param('length') length: number): unknown {
    const path = `${folder.path}/${length}.bin`;
    writeFileSync(path, bytesOf(length));
    return createReadStream(path);
  }
}

/** Bytes that tell where they are. */
export function bytesOf(length: number): string {
  return Array.from({ length }, (_, index) =>
    String.fromCharCode(97 + ((index * 7 + Math.floor(index / 26)) % 26)),
  ).join('');
}
