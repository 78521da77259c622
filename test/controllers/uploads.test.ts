import { existsSync, readdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { JsonController, Put, UploadedFile } from 'routing-controllers';
import {
  type ConditionalRequestsOptions,
  ETag,
  GuardUnavailableError,
  PreconditionRequired,
} from 'routing-controllers-etag';
import { Happenings } from '../happenings';
import { TemporaryDirectory } from '../koa/temporary-directory';
import { App, setups } from './app';

const directory = new TemporaryDirectory();

/** What multer tells of a file that it has written. */
interface StoredFile {
  readonly path: string;
}

@JsonController('/pictures')
class PictureController {
  @Put()
  @ETag(() => 'v1')
  @PreconditionRequired()
  replace(@UploadedFile('picture', { options: { dest: directory.path } }) { path }: StoredFile): object {
    return { kept: existsSync(path) };
  }
}

const removed = new Happenings();

/** As `docs/recipes.md` has it, for the response of either framework. */
function removeWhenRefused(request: { readonly file?: StoredFile }, response: ServerResponse): void {
  response.once('close', async () => {
    const { file } = request;
    if (file !== undefined && response.statusCode >= 400) await unlink(file.path);
    removed.add('looked');
  });
}

const cure = (first: object, second: object, third?: () => void): unknown => {
  if (third !== undefined) {
    removeWhenRefused(first, second as ServerResponse);
    return third();
  }
  const { request, res } = first as { request: object; res: ServerResponse };
  removeWhenRefused(request, res);
  return (second as () => unknown)();
};

const away: ConditionalRequestsOptions = {
  guard: {
    take: () => {
      throw new GuardUnavailableError('away', { reason: 'away' });
    },
  },
};

const uploads: readonly (readonly [
  status: number,
  fields: Readonly<Record<string, string>>,
  told: ConditionalRequestsOptions,
])[] = [
  [412, { 'If-Match': '"v0"' }, {}],
  [412, { 'If-None-Match': '*' }, {}],
  [428, {}, {}],
  [503, { 'If-Match': '"v1"' }, away],
];

const BOUNDARY = 'boundary';
const FORM = [
  `--${BOUNDARY}`,
  'Content-Disposition: form-data; name="picture"; filename="picture.txt"',
  'Content-Type: text/plain',
  '',
  'a picture',
  `--${BOUNDARY}--`,
  '',
].join('\r\n');

describe('fault 27: an upload that was written to the disk before its write was refused', () => {
  after(() => directory.remove());

  for (const setup of setups) {
    describe(`on ${setup.name}`, () => {
      beforeEach(async () => {
        removed.clear();
        for (const name of readdirSync(directory.path)) await unlink(join(directory.path, name));
      });

      for (const [status, fields, told] of uploads) {
        it(`${status}: stays there, as the framework writes it first: ${JSON.stringify(fields)}`, async () => {
          expect((await upload(fields, told)).status).to.equal(status);
          expect(readdirSync(directory.path)).to.have.lengthOf(1);
        });

        it(`${status}: is gone with the cure of the documents: ${JSON.stringify(fields)}`, async () => {
          expect((await upload(fields, told, cure)).status).to.equal(status);
          await removed.until('looked');
          expect(readdirSync(directory.path)).to.deep.equal([]);
        });
      }

      it('the cure leaves what was accepted', async () => {
        const { status, body } = await upload({ 'If-Match': '"v1"' }, {}, cure);
        expect(status).to.equal(200);
        expect(body).to.contain('{"kept":true}');
        await removed.until('looked');
        expect(readdirSync(directory.path)).to.have.lengthOf(1);
      });

      async function upload(
        fields: Readonly<Record<string, string>>,
        told: ConditionalRequestsOptions,
        ...use: Function[]
      ) {
        const app = await new App(setup, { controllers: [PictureController], conditionalRequests: told, use }).start();
        try {
          const type = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
          return await app.send('PUT', '/pictures', { ...fields, ...type }, FORM);
        } finally {
          await app.stop();
        }
      }
    });
  }
});
