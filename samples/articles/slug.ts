import { type Action, BadRequestError, createParamDecorator } from 'routing-controllers';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 80;

/**
 * Injects the `:slug` of the path, from Koa's context or Express' request. Anything but lower-case words joined by
 * hyphens is answered with 400.
 */
export function Slug() {
  return createParamDecorator({
    required: true,
    value: ({ context, request }: Action) => checked((context ?? request).params.slug),
  });
}

/** Makes the slug of a title: `Crème brûlée, 1901` becomes `creme-brulee-1901`. */
export function slugOf(title: string): string {
  const letters = title.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const words = letters.toLowerCase().match(/[a-z0-9]+/g);
  if (words === null)
    throw new BadRequestError(
      'This title contains no letters or digits to make a name from: PUT the article under a name of your choice',
    );
  return words.join('-').slice(0, MAX_LENGTH).replace(/-$/, '');
}

function checked(slug: string): string {
  if (SLUG.test(slug) && slug.length <= MAX_LENGTH) return slug;
  throw new BadRequestError(
    `"${slug}" is not a name for an article: use lower-case letters and digits, in words joined by hyphens, ` +
      `${MAX_LENGTH} characters at most`,
  );
}
