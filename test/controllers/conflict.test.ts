import { JsonController, NotFoundError, Post, Put } from 'routing-controllers';
import { ETag, PreconditionFailedError } from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { inEachSetup } from './app';

/** The error of a database whose row has another version than the one that was read. */
class StaleRowError extends Error {
  override readonly name = 'StaleRowError';
}

const ran: string[] = [];

function isStale(error: unknown): boolean {
  ran.push(`asked about ${error instanceof Error ? error.name : String(error)}`);
  return error instanceof StaleRowError;
}

const v1 = () => 'v1';

/** A transaction whose commit finds that another one was faster. */
const Committing: MethodDecorator = (_prototype, _name, descriptor: PropertyDescriptor) => {
  const { value: method } = descriptor;
  descriptor.value = async function (...args: unknown[]) {
    await method.apply(this, args);
    throw new StaleRowError('row 7 has version 3');
  };
};

@JsonController()
class ConflictController {
  @Put('/rejected')
  @ETag(v1, { conflict: isStale })
  rejected(): Promise<object> {
    ran.push('action');
    return Promise.reject(new StaleRowError('row 7 has version 3'));
  }

  @Put('/thrown')
  @ETag(v1, { conflict: isStale, guard: false })
  thrown(): object {
    ran.push('action');
    throw new StaleRowError('row 7 has version 3');
  }

  @Put('/committed')
  @ETag(v1, { conflict: isStale })
  @Committing
  committed(): object {
    ran.push('action');
    return {};
  }

  @Committing
  @Put('/committed-above')
  @ETag(v1, { conflict: isStale })
  committedAbove(): object {
    ran.push('action');
    return {};
  }

  @Post('/other')
  @ETag(v1, { conflict: isStale })
  other(): Promise<object> {
    throw new NotFoundError('no row 7');
  }

  @Put('/own')
  @ETag(v1, { conflict: isStale })
  own(): Promise<object> {
    throw new PreconditionFailedError('row 7 is not what you have seen');
  }

  @Put('/fine')
  @ETag(v1, { conflict: isStale })
  fine(): object {
    return {};
  }

  @Put('/without')
  @ETag(v1)
  without(): object {
    throw new StaleRowError('row 7 has version 3');
  }
}

const MATCHING = { 'If-Match': '"v1"' };

describe('@ETag with conflict', () => {
  inEachSetup({ controllers: [ConflictController] }, (app) => {
    testCases(app, ran, [
      {
        rule: 'the optimistic lock of the database is a 412 that tells what to do, and not what the database said',
        send: 'PUT /rejected',
        with: MATCHING,
        status: 412,
        message: /PreconditionFailedError.*The resource has changed: get it again and retry with its current ETag/s,
        ran: ['action', 'asked about StaleRowError'],
      },
      ...exchanges(`
also when it is thrown before there is a promise, and without a guard
  PUT /thrown | If-Match: "v1" -> 412 | ran action, asked about StaleRowError
and when a decorator below finds it, such as at the commit of its transaction
  PUT /committed | If-Match: "v1" -> 412 | ran action, asked about StaleRowError
one above is out of its sight
  PUT /committed-above | If-Match: "v1" -> 500 | ran action
and when the client has sent no precondition
  PUT /rejected -> 412 | ran action, asked about StaleRowError
a precondition that fails is not asked about
  PUT /rejected | If-Match: "other" -> 412 | ran nothing
other errors stay what they are
  POST /other | If-Match: "v1" -> 404 | says no row 7 | ran asked about NotFoundError
the action's own PreconditionFailedError stays what it is
  PUT /own | If-Match: "v1" -> 412 | says row 7 is not what you have seen
a success is not asked about
  PUT /fine | If-Match: "v1" -> 200 | ran nothing
without it the error is a 500
  PUT /without | If-Match: "v1" -> 500
`),
    ]);
  });
});
