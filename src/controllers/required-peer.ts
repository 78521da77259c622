/** Explains a missing routing-controllers before its first import fails. */
try {
  require.resolve('routing-controllers');
} catch {
  throw new Error(
    'routing-controllers-etag needs routing-controllers: npm install routing-controllers. Without controllers, import ' +
      'routing-controllers-etag/koa or routing-controllers-etag/express',
  );
}
