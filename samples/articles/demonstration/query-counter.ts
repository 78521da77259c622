import { AbstractLogger, type LogLevel, type LogMessage } from 'typeorm';

/** A logger of TypeORM that counts queries, and writes nothing. */
export class QueryCounter extends AbstractLogger {
  constructor(readonly count: () => void) {
    super(['query']);
  }

  protected writeLog(_level: LogLevel, message: LogMessage | string | number | (LogMessage | string | number)[]): void {
    if (typeof message === 'object' && 'type' in message && message.type === 'query') this.count();
  }
}
