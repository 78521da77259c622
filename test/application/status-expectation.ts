import { expect } from 'chai';
import type { Answer, Fields } from '../request';

/** An application of tests, and what has reached it as an error. */
interface Application {
  readonly errors: unknown[];
  send(method: string, path: string, fields?: Fields): Promise<Answer>;
}

/** Sends requests and expects their status; a 304 has no body, no field of one, and is no error. */
export function statusExpectation(app: Application) {
  return async (status: number, method: string, path: string, fields?: Fields): Promise<Answer> => {
    app.errors.length = 0;
    const answer = await app.send(method, path, fields);
    expect(answer.status, answer.body).to.equal(status);
    if (status === 304) {
      expect(answer.body).to.equal('');
      expect(Object.keys(answer.headers).filter((name) => /^content-(?!location)|transfer/.test(name))).to.be.empty;
      expect(app.errors).to.deep.equal([]);
    }
    return answer;
  };
}
