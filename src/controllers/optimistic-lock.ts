/** The errors that have a name of their own: of TypeORM, of MikroORM, of Sequelize. */
const LOCK_ERRORS: readonly unknown[] = [
  'OptimisticLockVersionMismatchError',
  'OptimisticLockError',
  'SequelizeOptimisticLockError',
];

/**
 * Tells the error that an object mapper throws when the row that it was to write has changed or is gone, for the
 * `conflict` of {@link ETag}: the answer is a 412.
 *
 * | mapper    | error                                                                                             |
 * | --------- | ------------------------------------------------------------------------------------------------- |
 * | TypeORM   | `OptimisticLockVersionMismatchError`                                                              |
 * | MikroORM  | `OptimisticLockError`                                                                             |
 * | Sequelize | `OptimisticLockError`                                                                             |
 * | Mongoose  | `VersionError`                                                                                    |
 * | Prisma    | `PrismaClientKnownRequestError` with the code `P2025`, of an `update` or `delete` that found no row |
 *
 * It knows them by their names and imports no mapper. A bundler that renames classes hides the names of TypeORM's and
 * MikroORM's: give `conflict` a function with `instanceof` there. What else a mapper throws stays an error, as a row that a
 * query did not find, a deadlock, or a version that was asked of an entity that has none.
 *
 * @param error - what an action has thrown; may be anything
 * @returns whether it is one of these
 * @see RFC 9110, section 13.1.1
 * @example
 * ```ts
 * import { Body, JsonController, Param, Put } from 'routing-controllers';
 * import { ETag, optimisticLock } from 'routing-controllers-etag';
 * import { ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETag((id: number) => articles.versionOf(id), { conflict: optimisticLock })
 *   save(@Param('id') id: number, @Body() changes: ArticleInput) {
 *     return articles.update(id, changes);
 *   }
 * }
 * ```
 */
export function optimisticLock(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const thrown = error as Readonly<Record<string, unknown>>;
  return LOCK_ERRORS.includes(thrown.name)
    ? !isUnversioned(thrown)
    : isMongooseConflict(thrown) || isPrismaConflict(thrown);
}

/** MikroORM says by the same class that an entity has no version to compare: a mistake in the program. */
function isUnversioned({ message }: Readonly<Record<string, unknown>>): boolean {
  return typeof message === 'string' && message.includes('unversioned entity');
}

/** Others have a `VersionError` too: browsers' databases, for one. */
function isMongooseConflict({ name, modifiedPaths }: Readonly<Record<string, unknown>>): boolean {
  return name === 'VersionError' && Array.isArray(modifiedPaths);
}

function isPrismaConflict({ name, code, meta }: Readonly<Record<string, unknown>>): boolean {
  return name === 'PrismaClientKnownRequestError' && code === 'P2025' && isOfWrite(meta);
}

/**
 * `P2025` is also the error of `findUniqueOrThrow()` and of a nested `connect`. Prisma 7 names the operation; versions before
 * say in a sentence what was not found.
 */
function isOfWrite(meta: unknown): boolean {
  if (typeof meta !== 'object' || meta === null) return false;
  const { operation, cause } = meta as Readonly<Record<string, unknown>>;
  if (operation !== undefined) return operation === 'an update' || operation === 'a delete';
  return (
    typeof cause === 'string' &&
    /^(?:No record was found for (?:an update|a delete)|Record to (?:update|delete))\b/.test(cause)
  );
}
