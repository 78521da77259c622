import { type Action, createParamDecorator } from 'routing-controllers';

/** What an action says of its answer, on Koa and on Express. */
export interface Answer {
  /** 201, and where the new resource is. */
  created(location: string): void;
}

/** Injects the {@link Answer}. Koa's response has a status, Express' a method that sets it. */
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
