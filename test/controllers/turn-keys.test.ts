import { IsNumber, IsString } from 'class-validator';
import { Delete, Get, HeaderParam, JsonController, Param, Params, Patch, Put } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { describeTurns } from '../stores/describe-turns';
import { Gate } from '../stores/gate';
import { plainSetups } from './app';
import { turnKeys } from './turn-keys.cases';

const gate = new Gate();
const v1 = () => 'v1';

async function through(name: string): Promise<object> {
  await gate.pass(name);
  return {};
}

enum Color {
  Red = 'red',
  Blue = 'blue',
}

class Identity {
  readonly id!: number;
}

class Place {
  @IsNumber()
  readonly id!: number;

  @IsString()
  readonly part!: string;
}

@JsonController()
class SpelledController {
  @Get('/read')
  read(): object {
    return {};
  }

  @Put('/numbers/:id')
  @ETag(v1)
  number(@HeaderParam('X-Name') name: string, @Param('id') _id: number): Promise<object> {
    return through(name);
  }

  @Patch('/numbers/:number')
  @ETag(v1)
  numberOfOtherName(@Param('number') _number: number, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Delete('/numbers/:id')
  @ETag(v1)
  numberAsText(@Param('id') _id: string, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/dates/:day')
  @ETag(v1)
  date(@Param('day') _day: Date, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/booleans/:flag')
  @ETag(v1)
  boolean(@Param('flag') _flag: boolean, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/enums/:color')
  @ETag(v1)
  color(@Param('color') _color: Color, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/objects/:identity')
  @ETag(v1)
  object(@Param('identity') _identity: Identity, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/sets/:id/:part')
  @ETag(v1)
  set(@Params() _place: Place, @HeaderParam('X-Name') name: string) {
    return through(name);
  }

  @Put('/untaken/:id')
  @ETag(v1)
  untaken(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/texts/:name')
  @ETag(v1)
  text(@Param('name') _text: string, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/pairs/:one/:other')
  @ETag(v1)
  pair(@Param('one') _one: string, @Param('other') _other: string, @HeaderParam('X-Name') name: string) {
    return through(name);
  }

  @Put(/\/patterns\/([^/]+)/)
  @ETag(v1)
  pattern(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }
}

/** routing-controllers hands inherited actions no parameters. */
let visitors: string[] = [];

class Base {
  @Put('/:id')
  @ETag(v1)
  save(): Promise<object> {
    return through(visitors.shift() as string);
  }
}

@JsonController('/base')
class BaseController extends Base {}

@JsonController('/derived')
class DerivedController extends Base {}

describe('two spellings of one resource take one turn (fault 3)', () => {
  beforeEach(() => {
    visitors = ['first', 'second'];
  });

  for (const setup of plainSetups) {
    for (const routePrefix of ['', '/api']) {
      describe(`on ${setup.driver.name}${routePrefix && `, below the prefix ${routePrefix}`}`, () => {
        const options = { controllers: [SpelledController, BaseController, DerivedController], routePrefix };
        describeTurns(
          setup,
          { options, gate, read: `${routePrefix}/read` },
          turnKeys.map((each) => below(routePrefix, each)),
        );
      });
    }
  }
});

type Case = (typeof turnKeys)[number];

function below(prefix: string, each: Case): Case {
  const prefixed = (target: string) => target.replace(' ', ` ${prefix}`);
  return { ...each, first: prefixed(each.first), second: prefixed(each.second) };
}
