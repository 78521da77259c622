import { type Action, createParamDecorator } from 'routing-controllers';

/** Sets the response of an action, on Koa and on Express. */
export interface Answer {
  /** Answers 201 with the location of the new resource. */
  created(location: string): void;
}

/** Injects the {@link Answer}. The status is a property of Koa's response, and a method of Express'. */
export function Answer() {
  return createParamDecorator({
    value: ({ context, response }: Action): Answer => ({
      created(location) {
        if (context === undefined) response.status(201);
        else response.status = 201;
        response.set('Location', location);
      },
    }),
  });
}
