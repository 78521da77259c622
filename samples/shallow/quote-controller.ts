import { Exclude } from 'class-transformer';
import { Get, JsonController } from 'routing-controllers';

class Quote {
  /** The contributor. It is hidden from readers, and not part of the tag, which is made from the response. */
  @Exclude()
  readonly sender = 'somebody@example.com';

  constructor(
    readonly text: string,
    readonly author: string,
  ) {}
}

const QUOTES = [
  new Quote('The cheapest, fastest and most reliable components are those that are not there.', 'Gordon Bell'),
  new Quote('There are only two hard things: cache invalidation and naming things.', 'Phil Karlton'),
  new Quote('Programs must be written for people to read.', 'Harold Abelson'),
];

/** An action without a tag of its own: `ShallowEtag` tags its responses. */
@JsonController('/quotes')
export class QuoteController {
  @Get()
  list() {
    return QUOTES;
  }
}
