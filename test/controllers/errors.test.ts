import { expect } from 'chai';
import { Controller, Get, HttpError, JsonController, Put } from 'routing-controllers';
import {
  ETag,
  PreconditionFailedError,
  PreconditionRequired,
  PreconditionRequiredError,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { inEachSetup, inSetup, plainSetup, setup, setups } from './app';

const ran: string[] = [];

class StaleRowError extends PreconditionFailedError {
  constructor(readonly row: number) {
    super(`Row ${row} has changed`);
  }
}

@JsonController('/json')
class JsonErrorController {
  @Put()
  @ETag(() => 'v1')
  @PreconditionRequired()
  put(): object {
    return {};
  }

  @Get('/thrown')
  @ETag(() => 'v1')
  thrown(): object {
    throw new PreconditionFailedError();
  }

  @Get()
  @ETag(() => 'v1')
  get(): object {
    return {};
  }

  @Put('/row')
  row(): object {
    throw new StaleRowError(7);
  }

  @Put('/required')
  required(): object {
    throw new PreconditionRequiredError('Say which version');
  }
}

@Controller('/text')
class TextErrorController {
  @Put()
  @ETag(() => 'v1')
  @PreconditionRequired()
  put(): string {
    return 'done';
  }
}

describe('the errors', () => {
  for (const { make, status, name, message } of [
    {
      make: (text?: string) => new PreconditionFailedError(text),
      status: 412,
      name: 'PreconditionFailedError',
      message: 'The resource has changed: get it again and retry with its current ETag',
    },
    {
      make: (text?: string) => new PreconditionRequiredError(text),
      status: 428,
      name: 'PreconditionRequiredError',
      message: 'Send If-Match with the ETag of the version you have read, or If-None-Match: * to create the resource',
    },
  ]) {
    describe(name, () => {
      it('is an HttpError, and an instance of its own class', () => {
        expect(make()).to.be.instanceOf(HttpError).and.instanceOf(Error);
        expect(make().constructor.name).to.equal(name);
      });

      it('carries what routing-controllers and Koa read', () => {
        expect(make()).to.include({ httpCode: status, status, expose: true, name });
      });

      it('has a readable JSON form, and no stack', () => {
        expect(make().message).to.equal(message);
        expect(JSON.parse(JSON.stringify(make('Because')))).to.deep.equal({ name, message: 'Because' });
        expect(make().stack).to.equal(undefined);
      });
    });
  }

  it('can be extended', () => {
    const error = new StaleRowError(7);
    expect(error).to.be.instanceOf(StaleRowError).and.instanceOf(PreconditionFailedError);
    expect(error.row).to.equal(7);
  });

  inEachSetup({ controllers: [JsonErrorController, TextErrorController] }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
thrown by an action
  GET /json/thrown -> 412 | says get it again and retry
thrown as a subclass
  PUT /json/row -> 412 | says Row 7 has changed | untouched
thrown by an action
  PUT /json/required -> 428 | says Say which version | untouched
`),
    );
  });

  describe('with the default error handler', () => {
    inSetup(plainSetup, { controllers: [JsonErrorController, TextErrorController] }, (app) => {
      it('a JSON controller answers with name and message, and no stack', async () => {
        const answer = await app.send('PUT', '/json', { 'If-Match': '"v0"' });
        expect(answer.headers['content-type']).to.equal('application/json; charset=utf-8');
        expect(JSON.parse(answer.body)).to.deep.equal({
          name: 'PreconditionFailedError',
          message: 'If-Match does not name the current version: get it again and retry with its ETag',
        });
      });

      it('a controller of text answers with the message, and no stack', async () => {
        const answer = await app.send('PUT', '/text', { 'If-Match': 'v1' });
        expect(answer.status).to.equal(412);
        expect(answer.body).to.equal('If-Match is malformed: send "*" or a list of quoted entity tags');
        expect((await app.send('PUT', '/text')).body).to.match(/^Send If-Match with the ETag/);
      });
    });
  });

  for (const driver of new Set(setups.map(({ driver }) => driver))) {
    const without = setup(driver, { defaultErrorHandler: false, envelope: false });
    const controllers = [JsonErrorController];
    describe(`without any error handler, on ${driver.name}`, () => {
      inSetup(without, { controllers, answersErrors: false, interceptors: [class {}] }, (app) => {
        beforeEach(() => {
          app.errors.length = 0;
        });

        it('the framework answers with status and message', async () => {
          const failed = await app.send('PUT', '/json', { 'If-Match': '"v0"' });
          expect(failed.status).to.equal(412);
          expect(failed.body).to.match(/If-Match does not name the current version/);
          const required = await app.send('PUT', '/json');
          expect(required.status).to.equal(428);
          expect(required.body).to.match(/Send If-Match/);
          expect(required.headers).not.to.include.any.keys('etag', 'cache-control');
          expect(app.errors).to.have.lengthOf(2);
        });

        it('a 304 is no error of the application', async () => {
          expect((await app.send('GET', '/json', { 'If-None-Match': '"v1"' })).status).to.equal(304);
          expect(app.errors).to.deep.equal([]);
        });
      });
    });
  }
});
