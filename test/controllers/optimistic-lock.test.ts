import { expect } from 'chai';
import { optimisticLock } from 'routing-controllers-etag';
import { OptimisticLockCanNotBeUsedError, OptimisticLockVersionMismatchError } from 'typeorm';

/** An error as a mapper that is not installed here throws it; samples/mappers has the mappers' own. */
function thrown(name: string, properties: object = {}): Error {
  return Object.assign(new Error('the message'), { name }, properties);
}

const p2025 = (meta?: unknown) => thrown('PrismaClientKnownRequestError', { code: 'P2025', meta });

const CONFLICTS: Readonly<Record<string, unknown>> = {
  "TypeORM's": new OptimisticLockVersionMismatchError('Article', 1, 2),
  "MikroORM's": thrown('OptimisticLockError'),
  "Sequelize's": thrown('SequelizeOptimisticLockError'),
  "Mongoose's": thrown('VersionError', { version: 3, modifiedPaths: ['title'] }),
  "Prisma 7's, of an update": p2025({ modelName: 'Article', operation: 'an update' }),
  "Prisma 7's, of a delete": p2025({ modelName: 'Article', operation: 'a delete' }),
  "Prisma 6's, of an update": p2025({ modelName: 'Article', cause: 'No record was found for an update.' }),
  "Prisma 6's, of a delete": p2025({ modelName: 'Article', cause: 'No record was found for a delete.' }),
  "Prisma 5's, of an update": p2025({ cause: 'Record to update not found.' }),
  "Prisma 5's, of a delete": p2025({ cause: 'Record to delete does not exist.' }),
  'one of another realm, which is no instance of Error': { name: 'OptimisticLockError', message: 'the message' },
};

const OTHERS: Readonly<Record<string, unknown>> = {
  'an error of the program': new TypeError('the message'),
  "TypeORM's, of an entity without a version": new OptimisticLockCanNotBeUsedError(),
  "MikroORM's, of an entity without a version": Object.assign(thrown('OptimisticLockError'), {
    message: 'Cannot obtain optimistic lock on unversioned entity Article',
  }),
  "TypeORM's, of a query that found nothing": thrown('EntityNotFoundError'),
  "Sequelize's, of a second row with one key": thrown('SequelizeUniqueConstraintError'),
  "a browser's VersionError": thrown('VersionError'),
  "Mongoose's, of a query that found nothing": thrown('DocumentNotFoundError'),
  "Prisma's, of a second row with one key": thrown('PrismaClientKnownRequestError', { code: 'P2002' }),
  "Prisma 7's, of a query that found nothing": p2025({ operation: 'a query' }),
  "Prisma 7's, of a nested update": p2025({ operation: 'a nested update' }),
  "Prisma 6's, of a nested connect": p2025({ cause: 'No record was found for a nested connect.' }),
  "Prisma 6's, of a query that found nothing": p2025({ cause: 'No record was found for a query.' }),
  "Prisma's that does not say of what": p2025(),
  "Prisma's whose cause is no sentence": p2025({ cause: 7 }),
  'a P2025 of something else': thrown('Error', { code: 'P2025', meta: { operation: 'an update' } }),
  'one that a name only contains': thrown('NotAnOptimisticLockError'),
  undefined: undefined,
  null: null,
  'a string': 'OptimisticLockError',
  'a function': function OptimisticLockError() {},
  'an object without a prototype': Object.create(null),
};

describe('optimisticLock', () => {
  for (const [which, error] of Object.entries(CONFLICTS)) {
    it(`takes for a conflict: ${which}`, () => {
      expect(optimisticLock(error)).to.equal(true);
    });
  }

  for (const [which, error] of Object.entries(OTHERS)) {
    it(`leaves alone: ${which}`, () => {
      expect(optimisticLock(error)).to.equal(false);
    });
  }
});
