import { AbstractLogger, type LogLevel, type LogMessage } from 'typeorm';

/** A TypeORM logger that only counts queries. */
export class QueryCounter extends AbstractLogger {
  constructor(readonly count: () => void) {
    super(['query']);
  }

  protected writeLog(_level: LogLevel, message: LogMessage | string | number | (LogMessage | string | number)[]): void {
    if (typeof message === 'object' && 'type' in message && message.type === 'query') this.count();
  }
}
