/** A request that is wrong, and what the articles sample says of it. */
export interface BadInput {
  readonly sentence: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly status: number;
  /** What the error must tell. */
  readonly says: RegExp;
}

const ARTICLE = '/articles/why-bread-goes-stale';
const NEW = '/articles/a-new-one';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const CREATE = { ...JSON_TYPE, 'If-None-Match': '*' };
const ANY = { ...JSON_TYPE, 'If-Match': '*' };

const COMPLETE = { title: 'A title', author: 'Somebody', topics: ['one'], summary: 'Short.', body: 'Long.' };

function article(fields: object): string {
  return JSON.stringify({ ...COMPLETE, ...fields });
}

export const badInput: readonly BadInput[] = [
  // The target
  { sentence: 'an unknown path', method: 'GET', path: '/nothing', status: 404, says: /Not Found/ },
  { sentence: 'an unknown article', method: 'GET', path: NEW, status: 404, says: /no article "a-new-one"/ },
  { sentence: 'the text of an unknown article', method: 'GET', path: `${NEW}/text`, status: 404, says: /no article/ },
  { sentence: 'a name with a space', method: 'GET', path: '/articles/a%20b', status: 400, says: /"a b" is not a name/ },
  { sentence: 'a name in capitals', method: 'GET', path: '/articles/Bread', status: 400, says: /lower-case/ },
  { sentence: 'a name of 81 letters', method: 'GET', path: `/articles/${'a'.repeat(81)}`, status: 400, says: /80/ },
  {
    sentence: 'a name that is no UTF-8',
    method: 'GET',
    path: '/articles/%E0%A4%A',
    status: 400,
    says: /is not a name|decode/,
  },
  { sentence: 'a method that the path lacks', method: 'DELETE', path: '/articles', status: 405, says: /Not Allowed/ },
  { sentence: 'the same on a plain route', method: 'PUT', path: '/authors', status: 405, says: /Not Allowed/ },
  { sentence: 'a method that nobody knows', method: 'PROPFIND', path: '/articles', status: 501, says: /Implemented/ },

  // The query
  { sentence: 'a limit that is a word', method: 'GET', path: '/articles?limit=all', status: 400, says: /limit/ },
  { sentence: 'a limit that is too high', method: 'GET', path: '/articles?limit=101', status: 400, says: /limit.*100/ },
  { sentence: 'a limit that is empty', method: 'GET', path: '/articles?limit=', status: 400, says: /limit/ },
  { sentence: 'half an offset', method: 'GET', path: '/articles?offset=0.5', status: 400, says: /offset.*integer/ },
  { sentence: 'two authors', method: 'GET', path: '/articles?author=a&author=b', status: 400, says: /author/ },
  { sentence: 'an unknown parameter', method: 'GET', path: '/articles?sort=up', status: 400, says: /sort/ },

  // The body
  {
    sentence: 'JSON that ends too early',
    method: 'PUT',
    path: NEW,
    headers: CREATE,
    body: '{"title": "A',
    status: 400,
    says: /The body is not JSON/,
  },
  { sentence: 'a number', method: 'PUT', path: NEW, headers: CREATE, body: '7', status: 400, says: /JSON/ },
  { sentence: 'null', method: 'PUT', path: NEW, headers: CREATE, body: 'null', status: 400, says: /JSON/ },
  {
    sentence: 'a list of articles',
    method: 'PUT',
    path: NEW,
    headers: CREATE,
    body: `[${article({})}]`,
    status: 400,
    says: /send one JSON object/,
  },
  { sentence: 'no body', method: 'PUT', path: NEW, headers: CREATE, status: 400, says: /title/ },
  {
    sentence: 'a form',
    method: 'PUT',
    path: NEW,
    headers: { ...CREATE, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'title=A',
    status: 415,
    says: /application\/json/,
  },
  {
    sentence: 'what says that it is compressed and is not',
    method: 'PUT',
    path: NEW,
    headers: { ...CREATE, 'Content-Encoding': 'gzip' },
    body: article({}),
    status: 400,
    says: /cannot be read/,
  },
  {
    sentence: 'a coding that is not understood',
    method: 'PUT',
    path: NEW,
    headers: { ...CREATE, 'Content-Encoding': 'compress' },
    body: article({}),
    status: 415,
    says: /Content-Encoding: compress/,
  },
  {
    sentence: 'more than the server reads',
    method: 'PUT',
    path: NEW,
    headers: CREATE,
    body: article({ body: 'x'.repeat(300_000) }),
    status: 413,
    says: /too large/,
  },
  {
    sentence: 'a field that is missing',
    method: 'PUT',
    path: NEW,
    headers: CREATE,
    body: article({ summary: undefined }),
    status: 400,
    says: /^summary: /m,
  },
  {
    sentence: 'a field of another type',
    method: 'PUT',
    path: NEW,
    headers: CREATE,
    body: article({ title: { $ne: '' } }),
    status: 400,
    says: /^title: .*string/m,
  },
  {
    sentence: 'an empty title',
    method: 'POST',
    path: '/articles',
    headers: JSON_TYPE,
    body: article({ title: '' }),
    status: 400,
    says: /^title: /m,
  },
  {
    sentence: 'a title without a letter for the name',
    method: 'POST',
    path: '/articles',
    headers: JSON_TYPE,
    body: article({ title: '日本' }),
    status: 400,
    says: /no letters or digits/,
  },
  {
    sentence: 'a topic twice',
    method: 'PATCH',
    path: ARTICLE,
    headers: ANY,
    body: '{"topics":["a","a"]}',
    status: 400,
    says: /^topics: .*unique/m,
  },
  {
    sentence: 'a topic that is a number',
    method: 'PATCH',
    path: ARTICLE,
    headers: ANY,
    body: '{"topics":[1]}',
    status: 400,
    says: /^topics: /m,
  },
  {
    sentence: 'null for a field that must be there',
    method: 'PATCH',
    path: ARTICLE,
    headers: ANY,
    body: '{"title":null}',
    status: 400,
    says: /^title: /m,
  },
  {
    sentence: 'a field that clients do not set',
    method: 'PATCH',
    path: ARTICLE,
    headers: ANY,
    body: '{"version":9,"id":"x"}',
    status: 400,
    says: /^version: .*\nid: /m,
  },

  // Who sends it
  { sentence: 'no token', method: 'GET', path: `${ARTICLE}/notes`, status: 401, says: /Authorization is required/ },
  {
    sentence: 'a wrong token',
    method: 'GET',
    path: `${ARTICLE}/notes`,
    headers: { Authorization: 'Bearer wrong' },
    status: 401,
    says: /Authorization is required/,
  },
  {
    sentence: 'no token, whatever the precondition',
    method: 'GET',
    path: `${ARTICLE}/notes`,
    headers: { 'If-Match': '"other"' },
    status: 401,
    says: /Authorization is required/,
  },

  // The preconditions
  {
    sentence: 'a change without a precondition',
    method: 'PATCH',
    path: ARTICLE,
    headers: JSON_TYPE,
    body: '{"title":"New"}',
    status: 428,
    says: /Send If-Match/,
  },
  {
    sentence: 'a replacement without a precondition',
    method: 'PUT',
    path: ARTICLE,
    headers: JSON_TYPE,
    body: article({}),
    status: 428,
    says: /If-Match.*If-None-Match/,
  },
  { sentence: 'a deletion without a precondition', method: 'DELETE', path: ARTICLE, status: 428, says: /If-Match/ },
  {
    sentence: 'a date, where there are tags only',
    method: 'DELETE',
    path: ARTICLE,
    headers: { 'If-Unmodified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    status: 428,
    says: /If-Match/,
  },
  {
    sentence: 'If-None-Match where nothing can be created',
    method: 'DELETE',
    path: ARTICLE,
    headers: { 'If-None-Match': '"other"' },
    status: 428,
    says: /If-Match/,
  },
  {
    sentence: 'another version',
    method: 'PATCH',
    path: ARTICLE,
    headers: { ...JSON_TYPE, 'If-Match': '"other"' },
    body: '{"title":"New"}',
    status: 412,
    says: /does not name the current version/,
  },
  ...['/articles', ARTICLE, '/feed.json', '/authors', '/topics'].map((path) => ({
    sentence: 'another version, when reading',
    method: 'GET',
    path,
    headers: { 'If-Match': '"other"' },
    status: 412,
    says: /does not name the current version/,
  })),
  {
    sentence: 'a tag without quotes',
    method: 'PATCH',
    path: ARTICLE,
    headers: { ...JSON_TYPE, 'If-Match': 'other' },
    body: '{"title":"New"}',
    status: 412,
    says: /If-Match is malformed/,
  },
  {
    sentence: 'an article that already exists',
    method: 'PUT',
    path: ARTICLE,
    headers: CREATE,
    body: article({}),
    status: 412,
    says: /already exists/,
  },
  {
    sentence: 'an article that exists, and that the client believes to be another one',
    method: 'PUT',
    path: ARTICLE,
    headers: { ...JSON_TYPE, 'If-None-Match': '"other"' },
    body: article({}),
    status: 428,
    says: /Send If-Match/,
  },
  {
    sentence: 'a replacement for what does not exist',
    method: 'PUT',
    path: NEW,
    headers: ANY,
    body: article({}),
    status: 412,
    says: /If-Match/,
  },
  {
    sentence: 'a change to what does not exist',
    method: 'PATCH',
    path: NEW,
    headers: ANY,
    body: '{"title":"New"}',
    status: 404,
    says: /no article "a-new-one"/,
  },
  { sentence: 'a deletion of what does not exist', method: 'DELETE', path: NEW, headers: ANY, status: 404, says: /no/ },
  {
    sentence: 'bad input and another version',
    method: 'PATCH',
    path: ARTICLE,
    headers: { ...JSON_TYPE, 'If-Match': '"other"' },
    body: '{"title":""}',
    status: 400,
    says: /^title: /m,
  },
  {
    sentence: 'a title whose name is taken',
    method: 'POST',
    path: '/articles',
    headers: JSON_TYPE,
    body: article({ title: 'Why bread goes stale' }),
    status: 409,
    says: /choose another title/,
  },
];
