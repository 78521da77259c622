import { type Action, BadRequestError, createParamDecorator } from 'routing-controllers';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 80;

/** Injects the `:slug` of the path, which Koa has on its context and Express on its request; any other than lower-case words joined by hyphens is a 400. */
export function Slug() {
  return createParamDecorator({
    required: true,
    value: ({ context, request }: Action) => checked((context ?? request).params.slug),
  });
}

/** The slug for a title: `Crème brûlée, 1901` becomes `creme-brulee-1901`. */
export function slugOf(title: string): string {
  const letters = title.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const words = letters.toLowerCase().match(/[a-z0-9]+/g);
  if (words === null)
    throw new BadRequestError('No name can be made of this title: PUT the article under one of yours');
  return words.join('-').slice(0, MAX_LENGTH).replace(/-$/, '');
}

function checked(slug: string): string {
  if (SLUG.test(slug) && slug.length <= MAX_LENGTH) return slug;
  throw new BadRequestError(
    `"${slug}" is no name for an article: take lower-case letters and digits, in words joined by hyphens, ` +
      `${MAX_LENGTH} characters at most`,
  );
}
