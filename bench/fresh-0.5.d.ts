declare module 'fresh-0.5' {
  import fresh = require('fresh');
  export = fresh;
}
