/** A client of the test's controllers, by generated types. Compiled, never run. */
import createClient from 'openapi-fetch';
import type { paths } from './document';

const client = createClient<paths>({ baseUrl: 'http://localhost' });
const params = { path: { id: '7' } };
const body = { title: 'Ranges' };

export async function show(): Promise<string | undefined> {
  const { data, response } = await client.GET('/articles/{id}', {
    params: { ...params, header: { 'If-None-Match': '"v1"' } },
  });
  await client.GET('/articles/{id}', { params });
  await client.GET('/articles', { params: { header: { 'If-Modified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' } } });
  return response.status === 304 ? undefined : data?.title;
}

export async function replace(): Promise<string | undefined> {
  const { error } = await client.PUT('/articles/{id}', { params: { ...params, header: { 'If-Match': '"v1"' } }, body });
  // @ts-expect-error: without If-Match, which the action requires
  await client.PUT('/articles/{id}', { params, body });
  // @ts-expect-error: with another field in its place
  await client.PUT('/articles/{id}', { params: { ...params, header: { 'If-None-Match': '*' } }, body });
  return error?.message;
}

export async function remove(): Promise<void> {
  const header = { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' };
  await client.DELETE('/articles/{id}', { params: { ...params, header } });
  // @ts-expect-error: without the date, which the action requires
  await client.DELETE('/articles/{id}', { params });
}

export async function illustrate(): Promise<void> {
  await client.PUT('/articles/{id}/image', { params: { ...params, header: { 'if-match': '"v1"' } } });
  // @ts-expect-error: without the field that the action takes itself
  await client.PUT('/articles/{id}/image', { params });
}

export async function write(): Promise<void> {
  await client.PUT('/pages/{name}', { params: { path: { name: 'home' }, header: { 'If-None-Match': '*' } } });
  await client.PUT('/pages/{name}', { params: { path: { name: 'home' } } });
}

export async function create(): Promise<void> {
  await client.POST('/articles', { body });
  // @ts-expect-error: the action evaluates no If-Match
  await client.POST('/articles', { params: { header: { 'If-Match': '"v1"' } }, body });
}
