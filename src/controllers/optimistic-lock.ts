/** The errors with a distinctive name: those of TypeORM, MikroORM and Sequelize. */
const LOCK_ERRORS: readonly unknown[] = [
  'OptimisticLockVersionMismatchError',
  'OptimisticLockError',
  'SequelizeOptimisticLockError',
];

/**
 * Recognizes the error that an object mapper throws when a row to be written has changed or was deleted. As the
 * `conflict` option of {@link ETag}, it turns that error into a 412.
 *
 * | mapper    | error                                                                                             |
 * | --------- | ------------------------------------------------------------------------------------------------- |
 * | TypeORM   | `OptimisticLockVersionMismatchError`                                                              |
 * | MikroORM  | `OptimisticLockError`                                                                             |
 * | Sequelize | `OptimisticLockError`                                                                             |
 * | Mongoose  | `VersionError`                                                                                    |
 * | Prisma    | `PrismaClientKnownRequestError` with the code `P2025`, of an `update` or `delete` that found no row |
 *
 * It recognizes the errors by name and imports no mapper. A bundler that renames classes hides the names of TypeORM's
 * and MikroORM's errors: then give `conflict` a function with `instanceof`. Other errors stay errors, such as a row
 * that was not found, a deadlock, or an entity without a version.
 *
 * @param error - the value that an action has thrown
 * @returns whether it is one of these errors
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

/** MikroORM uses the same class for an entity without a version, which is a mistake in the program. */
function isUnversioned({ message }: Readonly<Record<string, unknown>>): boolean {
  return typeof message === 'string' && message.includes('unversioned entity');
}

/** Other libraries have a `VersionError` too, such as IndexedDB. */
function isMongooseConflict({ name, modifiedPaths }: Readonly<Record<string, unknown>>): boolean {
  return name === 'VersionError' && Array.isArray(modifiedPaths);
}

function isPrismaConflict({ name, code, meta }: Readonly<Record<string, unknown>>): boolean {
  return name === 'PrismaClientKnownRequestError' && code === 'P2025' && isOfWrite(meta);
}

/**
 * `P2025` is also the code of `findUniqueOrThrow()` and of a nested `connect`. Prisma 7 names the operation; earlier
 * versions have a sentence about it.
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
