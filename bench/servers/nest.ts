import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Article, articles } from '../load/articles';
import { announce } from './announce';

@Controller('articles')
class ArticleController {
  @Get(':kilobytes')
  list(@Param('kilobytes') kilobytes: string): readonly Article[] {
    return articles(Number(kilobytes));
  }
}

@Module({ controllers: [ArticleController] })
class ArticleModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(ArticleModule, { logger: false });
  await app.init();
  announce(app.getHttpServer());
}

void main();
