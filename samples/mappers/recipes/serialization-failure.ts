/** PostgreSQL's "could not serialize access", and MariaDB's "record has changed since last read". */
const CODES: readonly unknown[] = ['40001', 'ER_CHECKREAD'];

/** Repeats a transaction that conflicts with another one, at most twice. */
export async function retried<T>(transaction: () => Promise<T>, retries = 2): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (retries === 0 || !(error instanceof Error && 'code' in error && CODES.includes(error.code))) throw error;
    return retried(transaction, retries - 1);
  }
}
