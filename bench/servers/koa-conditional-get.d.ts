declare module 'koa-conditional-get' {
  import Koa = require('koa');
  function conditional(): Koa.Middleware;
  export = conditional;
}
