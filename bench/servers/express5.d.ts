declare module 'express5' {
  import express = require('express');
  export = express;
}
