/** PostgreSQL's, MySQL's and MariaDB's, and two each of SQLite and SQL Server: for a primary key, and for another one. */
const CODES: readonly unknown[] = ['23505', 1062, 2067, 1555, 2627, 2601];

/**
 * Whether a database has refused a second row of the same key. Object mappers wrap the driver's error in one of their
 * own: `driverError` in TypeORM, `parent` in Sequelize, `cause` elsewhere.
 */
export function isDuplicateKey(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errno, errcode, number, driverError, parent, cause } = error as Record<string, unknown>;
  if ([code, errno, errcode, number].some((each) => CODES.includes(each))) return true;
  return [driverError, parent, cause].some((each) => each !== error && isDuplicateKey(each));
}
