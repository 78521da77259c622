/** Says what is missing in the words of somebody who can help, before the first import of it fails. */
try {
  require.resolve('routing-controllers');
} catch {
  throw new Error(
    'routing-controllers-etag needs routing-controllers: npm install routing-controllers. Without controllers there are ' +
      'routing-controllers-etag/koa and routing-controllers-etag/express',
  );
}
