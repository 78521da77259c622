import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { BodyParam, createKoaServer, Get, JsonController, Param, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';

const articles = new Map([['7', { title: 'Conditional requests', version: 'b9d4f6a2' }]]);

@JsonController('/articles')
class ArticleController {
  @Get('/:id')
  @ETag((id: string) => articles.get(id)?.version)
  show(@Param('id') id: string) {
    return articles.get(id);
  }

  @Put('/:id')
  @ETag((id: string) => articles.get(id)?.version)
  @PreconditionRequired()
  @ETagFromResult((saved: { version: string }) => saved.version)
  save(@Param('id') id: string, @BodyParam('title', { required: true }) title: string) {
    const saved = { title, version: randomUUID() };
    articles.set(id, saved);
    return saved;
  }
}

const server = createKoaServer({ controllers: [ArticleController] }).listen(process.env.PORT ?? 3000, () => {
  console.log(`Listening on port ${server.address().port}`);
});
