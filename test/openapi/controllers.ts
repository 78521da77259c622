import 'reflect-metadata';
import { IsString } from 'class-validator';
import {
  Body,
  Controller,
  Delete,
  Get,
  HeaderParam,
  HttpCode,
  JsonController,
  Method,
  Param,
  Post,
  Put,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModified,
  PreconditionRequired,
  Touches,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { OpenAPI, ResponseSchema } from 'routing-controllers-openapi';

export class Article {
  @IsString()
  title = '';
}

@JsonController('/articles')
export class ArticleController {
  @Get()
  @LastModified(() => 0)
  @CacheControl({ public: true, maxAge: 60 })
  @ResponseSchema(Article, { isArray: true })
  list() {
    return [];
  }

  @Get('/:id')
  @ETag((id: string) => id)
  @ResponseSchema(Article)
  show(@Param('id') id: string) {
    return { title: id };
  }

  @Put('/:id')
  @ETag((id: string) => id)
  @ETagFromResult((article: Article) => article.title)
  @PreconditionRequired()
  @ResponseSchema(Article)
  replace(@Param('id') _id: string, @Body({ required: true }) article: Article) {
    return article;
  }

  @Post()
  @HttpCode(201)
  @ETagFromResult((article: Article) => article.title)
  @Touches(() => 'articles')
  @ResponseSchema(Article, { statusCode: 201 })
  create(@Body({ required: true }) article: Article) {
    return article;
  }

  @Delete('/:id')
  @LastModified((_id: string) => 0)
  @PreconditionRequired()
  @OpenAPI({ responses: { '412': { description: 'Somebody has changed it meanwhile' } } })
  remove(@Param('id') _id: string) {
    return {};
  }

  @Put('/:id/image')
  @PreconditionRequired()
  illustrate(@Param('id') _id: string, @HeaderParam('if-match') _ifMatch: string, @WebReq() web: WebRequest) {
    web.checkNotModified('v1');
    return {};
  }

  @Method('query' as never, '/search')
  @ETag(() => 'v1', { guard: false })
  search() {
    return [];
  }

  @Get('/plain')
  plain() {
    return {};
  }
}

@Controller('/pages')
export class PageController {
  @Get('/:name')
  @ETag((name: string) => name)
  show(@Param('name') name: string) {
    return name;
  }

  @Put('/:name')
  @ETag((name: string) => name, { guard: false })
  write(@Param('name') name: string) {
    return name;
  }
}
