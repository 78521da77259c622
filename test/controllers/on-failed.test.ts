import { expect } from 'chai';
import { Exclude } from 'class-transformer';
import {
  type Action,
  Authorized,
  Body,
  Delete,
  ForbiddenError,
  Get,
  Header,
  HttpCode,
  JsonController,
  NotFoundError,
  Param,
  Post,
  Put,
  Redirect,
} from 'routing-controllers';
import {
  ETag,
  ETagContext,
  MemoryVersions,
  PreconditionFailedError,
  PreconditionRequired,
  Touches,
  tagged,
  untagged,
  versionOf,
} from 'routing-controllers-etag';
import { resource, PreconditionFailedError as WriteRefused } from 'routing-controllers-etag/client';
import { exchanges, testCases } from '../cases';
import type { Answer, Fields } from '../request';
import { warnings } from '../stores/warnings';
import { App, inEachSetup, plainSetup } from './app';

const ran: string[] = [];
const versions = new MemoryVersions();

class Note {
  readonly text: string;
  @Exclude() readonly secret = 'secret';

  constructor(text: string) {
    this.text = text;
  }
}

/** What `onFailed` is in the middle of. */
let meanwhile: () => unknown = () => {};
let note: { version: number; text: string } | undefined;

const tag = () => note?.version;

function current(this: unknown, ...args: unknown[]): Note | undefined {
  ran.push(`onFailed ${args.length}`);
  return note && new Note(note.text);
}

class ConflictError extends Error {}

const Rescued: MethodDecorator = (_prototype, _name, descriptor: PropertyDescriptor) => {
  const { value: method } = descriptor;
  descriptor.value = async function (...args: unknown[]) {
    try {
      return await method.apply(this, args);
    } catch (error) {
      ran.push('rolled back');
      throw error;
    }
  };
};

/** An authorization of one's own. */
const Refusing: MethodDecorator = (_prototype, _name, descriptor: PropertyDescriptor) => {
  descriptor.value = () => {
    throw new PreconditionFailedError('not for you');
  };
};

@JsonController('/notes')
class NoteController {
  private readonly name = 'note';

  @Get('/:id')
  @ETag(tag, { onFailed: current })
  show(@Param('id') _id: number): Note {
    if (note === undefined) throw new NotFoundError();
    return new Note(note.text);
  }

  @Rescued
  @Put('/:id')
  @HttpCode(201)
  @Header('X-Header', 'of the action')
  @ETag(tag, { onFailed: current })
  save(@Param('id') _id: number, @Body() { text }: { text: string }): Note {
    ran.push('action');
    note = { version: (note?.version ?? 0) + 1, text };
    return new Note(text);
  }

  @Delete('/:id')
  @PreconditionRequired()
  @ETag(tag, { onFailed: current })
  remove(@Param('id') _id: number): object {
    note = undefined;
    return {};
  }

  @Put('/:id/meanwhile')
  @ETag(tag, {
    onFailed(this: NoteController) {
      ran.push(this.name);
      return meanwhile();
    },
  })
  saveMeanwhile(): object {
    return {};
  }

  @Put('/:id/conflict')
  @ETag(tag, { onFailed: current, conflict: (error) => error instanceof ConflictError })
  conflict(): object {
    throw new ConflictError();
  }

  @Put('/:id/thrown')
  @ETag(tag, { onFailed: current })
  thrown(): object {
    throw new PreconditionFailedError();
  }

  @Refusing
  @Put('/:id/refused')
  @ETag(tag, { onFailed: current })
  refused(): object {
    return {};
  }

  @Put('/:id/untagged')
  @ETag(() => untagged, { onFailed: current })
  untagged(): object {
    return {};
  }

  @Put('/:id/redirect')
  @Redirect('/elsewhere')
  @ETag(tag, { onFailed: current })
  redirect(): object {
    return {};
  }

  @Post('/:id/other')
  @ETag(tag, { onFailed: current })
  other(): object {
    throw new ForbiddenError();
  }
}

@JsonController('/named')
@ETagContext(() => 'de')
class NamedController {
  @Get('/:id')
  @ETag(versionOf((id: number) => `note:${id}`))
  show(@Param('id') _id: number): object {
    return {};
  }

  @Put('/:id')
  @ETag(
    versionOf((id: number) => `note:${id}`),
    { onFailed: () => meanwhile() },
  )
  @Touches((id: number) => `note:${id}`)
  save(@Param('id') _id: number): object {
    return {};
  }
}

@Authorized()
@JsonController('/own')
class OwnController {
  @Put('/:id')
  @ETag(tag, { onFailed: current })
  save(@Param('id') _id: number): object {
    return {};
  }
}

describe('onFailed', () => {
  const controllers = [NoteController, NamedController, OwnController];
  const authorizationChecker = ({ request }: Action) => {
    if (request.headers['x-session'] === 'outdated') throw new PreconditionFailedError('your session is outdated');
    return false;
  };
  beforeEach(() => {
    ran.length = 0;
    note = { version: 2, text: 'theirs' };
    meanwhile = () => ({ text: 'current' });
  });

  inEachSetup({ controllers, authorizationChecker, conditionalRequests: { versions } }, (app) => {
    const theirs = { text: 'theirs' };
    const plain = { etag: undefined, 'content-location': undefined };

    testCases(app, ran, [
      ...exchanges(`
the body of the 412 is the current representation, with its tag and where it is
  PUT /notes/7 | If-Match: "1" | body {"text":"mine"} -> 412 | etag: "2" | content-location: /notes/7 | result {"text":"theirs"} | ran rolled back, onFailed 2
of the whole target, as it was sent
  PUT /notes/%37?x=1&y | If-Match: "1" | body {"text":"mine"} -> 412 | etag: "2" | content-location: /notes/%37?x=1&y | result {"text":"theirs"}
it has the fields of the action
  PUT /notes/7 | If-Match: "1" | body {"text":"mine"} -> 412 | x-header: of the action | etag: "2" | content-type: application/json; charset=utf-8
also for what already exists
  PUT /notes/7 | If-None-Match: * | body {"text":"mine"} -> 412 | etag: "2" | result {"text":"theirs"}
also for a malformed field
  PUT /notes/7 | If-Match: 1 | body {"text":"mine"} -> 412 | etag: "2" | result {"text":"theirs"}
also of a deletion
  DELETE /notes/7 | If-Match: "1" -> 412 | etag: "2" | content-location: /notes/7 | result {"text":"theirs"}
also where the database finds the conflict, or the action
  PUT /notes/7/{conflict,thrown} | If-Match: "2" -> 412 | etag: "2" | content-location: /notes/7/{conflict,thrown} | result {"text":"theirs"}
not for a write that passes
  PUT /notes/7 | If-Match: "2" | body {"text":"mine"} -> 201 | no content-location | ran action
not for a read
  GET /notes/7 | If-Match: "1" -> 412 | no etag | no content-location | says If-Match does not name | ran nothing
not for another refusal, or an error
  DELETE /notes/7 -> 428 | no content-location | ran nothing
  POST /notes/7/other | If-Match: "2" -> 403 | no content-location | ran nothing
not where there is no tag
  PUT /notes/7/untagged | If-Match: "1" -> 412 | no content-location | says has no ETag now | ran nothing
not where the framework makes a redirection of it
  PUT /notes/7/redirect | If-Match: "1" -> 412 | no content-location | ran nothing
nobody learns from it what he may not see
  PUT /own/7 | If-Match: "1" -> 401 | no etag | no content-location | ran nothing
  PUT /own/7 | X-Session: outdated | If-Match: "1" -> 412 | no etag | no content-location | says your session is outdated | ran nothing
  PUT /notes/7/refused | If-Match: "1" -> 412 | no etag | no content-location | says not for you | ran nothing
`),
    ]);

    it('is nothing where there is nothing: the 412 is the plain one', async () => {
      note = undefined;
      await expectPlain(await save('"1"'), /deleted/);
      expect(ran).to.deep.equal(['rolled back']);
    });

    for (const [what, result] of [
      ['gives nothing', () => null],
      ['gives nothing, later', async () => undefined],
      ['is asked while the version changes', changeTo({ version: 3, text: 'newer' })],
      ['is asked while the note is deleted', changeTo(undefined)],
      ['finds nothing', () => Promise.reject(new NotFoundError())],
      ['refuses', () => Promise.reject(new ForbiddenError())],
      ['fails', () => Promise.reject(new Error('a secret of the database'))],
      ['gives what tagged() has made', () => tagged(theirs, { etag: 2 })],
    ] as const) {
      it(`the 412 is the plain one where it ${what}`, async () => {
        meanwhile = result;
        await expectPlain(await app.send('PUT', '/notes/7/meanwhile', { 'If-Match': '"1"' }), /If-Match/);
        expect(ran).to.deep.equal(['note']);
      });
    }

    function changeTo(changed: typeof note): () => object {
      return () => {
        note = changed;
        return theirs;
      };
    }

    it('is promised', async () => {
      meanwhile = () => Promise.resolve(theirs);
      const { status, headers } = await app.send('PUT', '/notes/7/meanwhile', { 'If-Match': '"1"' });
      expect([status, headers.etag]).to.deep.equal([412, '"2"']);
    });

    it('has the tag of names, in its context', async () => {
      const { headers } = await app.send('GET', '/named/7');
      const answer = await app.send('PUT', '/named/7', { 'If-Match': '"other"' });
      expect([answer.status, answer.headers.etag]).to.deep.equal([412, headers.etag]);
      meanwhile = () => versions.touch('note:7') ?? theirs;
      await expectPlain(await app.send('PUT', '/named/7', { 'If-Match': '"other"' }), /If-Match/);
    });

    it('is what the client library merges with, without a second request', async () => {
      if (app.setup.envelope) return;
      const read = await resource<{ text: string }>(`${app.origin}/notes/7`).read();
      note = { version: 3, text: 'newer' };
      ran.length = 0;
      try {
        await read.save({ text: 'mine' });
        expect.fail('the write was not refused');
      } catch (error) {
        if (!(error instanceof WriteRefused)) throw error;
        expect(error.current?.value).to.deep.equal({ text: 'newer' });
        await error.current?.save({ text: 'newer and mine' });
      }
      expect(note).to.deep.equal({ version: 4, text: 'newer and mine' });
      expect(ran).to.deep.equal(['rolled back', 'onFailed 2', 'action']);
    });

    function save(ifMatch: string): Promise<Answer> {
      const fields: Fields = { 'If-Match': ifMatch, 'Content-Type': 'application/json' };
      return app.send('PUT', '/notes/7', fields, '{"text":"mine"}');
    }

    async function expectPlain({ status, headers, body }: Answer, says: RegExp): Promise<void> {
      expect(status).to.equal(412);
      expect(headers).to.not.include.keys(Object.keys(plain));
      expect(body).to.match(says).and.not.contain('secret');
    }
  });

  inEachSetup(
    ({ compression }) => ({ controllers, use: [compression({ threshold: 0 })] }),
    (app) => {
      it('has a tag of its own under a content coding, with which the client may write', async () => {
        const fields = { 'Accept-Encoding': 'gzip', 'If-Match': '"1"' };
        const { status, headers } = await app.send('PUT', '/notes/7/meanwhile', fields);
        expect([status, headers.etag, headers['content-encoding']]).to.deep.equal([412, '"2--gzip"', 'gzip']);
        const next = await app.send('PUT', '/notes/7/meanwhile', { 'If-Match': headers.etag as string });
        expect(next.status).to.equal(200);
      });
    },
  );

  it('that fails is warned of, once', async () => {
    @JsonController('/failing')
    class FailingController {
      @Put()
      @ETag(() => 1, { onFailed: () => Promise.reject(new Error('the database is away')) })
      save(): object {
        return {};
      }
    }
    const app = await new App(plainSetup, { controllers: [FailingController] }).start();
    const { first, codes } = warnings();
    for (const _ of [1, 2]) expect((await app.send('PUT', '/failing', { 'If-Match': '"0"' })).status).to.equal(412);
    expect((await first('ETAG_ON_FAILED')).message).to.equal(
      'FailingController.save answered 412 without its current representation, because onFailed threw Error: the database is away',
    );
    expect(codes().filter((code) => code === 'ETAG_ON_FAILED')).to.have.length(1);
    await app.stop();
  });

  it('is a function', () => {
    expect(() => ETag(tag, { onFailed: {} as never })).to.throw(TypeError, 'onFailed takes a function');
  });
});
