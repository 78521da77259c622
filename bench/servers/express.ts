import { createServer } from 'node:http';
import express from 'express';
import { articles } from '../load/articles';
import { announce } from './announce';

const app = express();
app.get('/articles/:kilobytes', (request, response) => {
  response.json(articles(Number(request.params.kilobytes)));
});
announce(createServer(app));
