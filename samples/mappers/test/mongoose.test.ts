import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createConnection } from 'mongoose';
import { application } from '../application';
import { defineArticles, MongooseArticles } from '../recipes/mongoose';

type Stored = Record<string, unknown>;

/** What Mongoose asks a collection for, answered from memory: no server of MongoDB is to be had here. */
class CollectionInMemory {
  readonly documents: Stored[] = [];
  /** Runs once, before the next update. */
  beforeUpdate: (() => void) | undefined;

  async findOne(filter: Stored) {
    const found = this.#found(filter);
    return found === undefined ? null : { ...found };
  }

  async insertOne(document: Stored) {
    if (this.#found({ slug: document.slug }) !== undefined) throw Object.assign(new Error('E11000'), { code: 11000 });
    this.documents.push({ ...document });
    return { acknowledged: true, insertedId: document._id };
  }

  async updateOne(filter: Stored, { $set, $inc }: { $set: Stored; $inc: { version: number } }) {
    this.beforeUpdate?.();
    this.beforeUpdate = undefined;
    const found = this.#found(filter);
    if (found !== undefined) Object.assign(found, $set, { version: Number(found.version) + $inc.version });
    return { acknowledged: true, matchedCount: found === undefined ? 0 : 1 };
  }

  async deleteOne(filter: Stored) {
    const found = this.#found(filter);
    if (found !== undefined) this.documents.splice(this.documents.indexOf(found), 1);
    return { acknowledged: true, deletedCount: found === undefined ? 0 : 1 };
  }

  #found(filter: Stored): Stored | undefined {
    return this.documents.find((each) => Object.keys(filter).every((key) => String(each[key]) === String(filter[key])));
  }
}

describe('mongoose, without a server', () => {
  const collection = new CollectionInMemory();
  const connection = createConnection();
  connection.set('autoIndex', false);
  connection.set('autoCreate', false);
  const Article = defineArticles(connection);
  let server: Server;
  let article: string;

  before(async () => {
    for (const name of ['findOne', 'insertOne', 'updateOne', 'deleteOne'] as const) {
      Object.assign(Article.collection, { [name]: collection[name].bind(collection) });
    }
    server = application(new MongooseArticles(Article)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    article = `http://127.0.0.1:${(server.address() as AddressInfo).port}/articles/first`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(() => {
    collection.documents.length = 0;
  });

  /** Each PUT changes the title: Mongoose does not save what has not changed. */
  function send(method: string, headers: Record<string, string>): Promise<Response> {
    const body = method === 'PUT' ? { body: JSON.stringify({ title: randomUUID() }) } : {};
    return fetch(article, { method, headers: { ...headers, 'Content-Type': 'application/json' }, ...body });
  }

  async function created(): Promise<{ 'If-Match': string }> {
    const { status, headers } = await send('PUT', { 'If-None-Match': '*' });
    expect(status).to.equal(201);
    return { 'If-Match': String(headers.get('etag')) };
  }

  it('answers with 200 and the next tag, then with 304 to it and with 412 to the stale one', async () => {
    const first = await created();
    const { status, headers } = await send('PUT', first);
    expect(status).to.equal(200);
    const etag = String(headers.get('etag'));
    expect(etag).to.equal(first['If-Match'].replace('-0"', '-1"'));
    expect((await fetch(article, { headers: { 'If-None-Match': etag } })).status).to.equal(304);
    expect((await send('PUT', first)).status).to.equal(412);
    expect((await send('DELETE', first)).status).to.equal(412);
    expect((await send('DELETE', { 'If-Match': etag })).status).to.equal(204);
  });

  it("makes a 412 of Mongoose's own VersionError where another process was faster", async () => {
    const first = await created();
    collection.beforeUpdate = () => Object.assign(collection.documents[0] as Stored, { title: 'Faster', version: 1 });
    expect((await send('PUT', first)).status).to.equal(412);
    expect(collection.documents[0]).to.include({ title: 'Faster', version: 1 });
  });

  it('answers with 412 where the document was deleted meanwhile', async () => {
    const first = await created();
    collection.beforeUpdate = () => collection.documents.splice(0);
    expect((await send('PUT', first)).status).to.equal(412);
    expect(collection.documents).to.deep.equal([]);
  });

  it('gives a document that is made anew a tag that no earlier one had', async () => {
    const first = await created();
    await send('DELETE', first);
    expect(await created()).to.not.deep.equal(first);
    expect((await send('PUT', first)).status).to.equal(412);
  });
});
