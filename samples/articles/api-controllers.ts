import { ArticleController } from './article-controller';
import { FeedController } from './feed-controller';
import { NotesController } from './notes-controller';
import { UnprotectedController } from './unprotected-controller';

/** The controllers of the API. */
export const apiControllers: Function[] = [ArticleController, FeedController, NotesController, UnprotectedController];
